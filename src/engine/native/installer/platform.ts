/** What differs between the systems that TensorFlow's library exists for. */
export interface Platform {
  /** As Node says it: linux-x64, darwin-arm64 … */
  name: string;
  /** The package on PyPI whose wheel holds the library; none where there is no such wheel. */
  wheel: string | undefined;
  /** The path of tfjs-node's own archive of the library, below its download host. */
  prebuiltLibrary: string | undefined;
  /** tfjs-node's name for the system in its addon's archive. */
  prebuiltAddon: string | undefined;
  /** How the linker is told where the library will be, seen from the addon. */
  runPath: string;
  /** Linker flags of the system. */
  linkFlags: readonly string[];
}

const linux = { runPath: '$ORIGIN/../../deps/lib', linkFlags: [] };
const darwin = { runPath: '@loader_path/../../deps/lib', linkFlags: ['-undefined', 'dynamic_lookup'] };

/** The last TensorFlow whose wheels were checked with tfjs-node 4.22. */
const WHEEL_VERSION = '2.19.1';

const platforms: readonly Platform[] = [
  {
    name: 'linux-x64',
    wheel: `tensorflow-cpu==${WHEEL_VERSION}`,
    prebuiltLibrary: 'tensorflow/libtensorflow/libtensorflow-cpu-linux-x86_64-2.9.1.tar.gz',
    prebuiltAddon: 'linux',
    ...linux,
  },
  {
    name: 'linux-arm64',
    wheel: `tensorflow==${WHEEL_VERSION}`,
    prebuiltLibrary: 'tf-builds/libtensorflow_r2_7_linux_arm64.tar.gz',
    prebuiltAddon: undefined,
    ...linux,
  },
  {
    name: 'darwin-arm64',
    wheel: `tensorflow==${WHEEL_VERSION}`,
    prebuiltLibrary: 'tf-builds/libtensorflow_r2_7_darwin_arm64_cpu.tar.gz',
    prebuiltAddon: undefined,
    ...darwin,
  },
  {
    name: 'darwin-x64',
    wheel: undefined,
    prebuiltLibrary: 'tensorflow/libtensorflow/libtensorflow-cpu-darwin-x86_64-2.9.1.tar.gz',
    prebuiltAddon: 'darwin',
    ...darwin,
  },
];

/** This machine's platform, if TensorFlow's library can be set up for it. */
export function findPlatform(name = `${process.platform}-${process.arch}`): Platform | undefined {
  return platforms.find((platform) => platform.name === name);
}
