import { lossChart } from '../../charts/loss/lossChart.js';
import { alignColumns } from '../../console/columns.js';
import { print } from '../../console/print.js';
import { findAddon } from '../../engine/native/nativeFolder.js';
import { runSelfTest } from '../../engine/selfTest.js';
import { type Backend, backends } from '../../engine/settings.js';
import { AdamTrainError } from '../../errors.js';
import { formatNumber } from '../../format.js';
import { checkWritable } from '../../run/runFolder.js';
import { version } from '../../version.js';

interface Finding {
  about: string;
  words: string;
  /** Whether the default job needs it, and does not have it. */
  blocks: boolean;
}

/**
 * `adam-train doctor`: says what works here, and how to mend what does not.
 *
 * @throws AdamTrainError (exit code 1) if the default job cannot run
 */
export async function doctor({ out }: { out: string }): Promise<void> {
  const findings: Finding[] = [
    { about: 'program', words: `adam-train ${version}`, blocks: false },
    { about: 'node', words: process.version, blocks: false },
    { about: 'platform', words: `${process.platform}-${process.arch}`, blocks: false },
  ];
  for (const backend of backends) findings.push(await examineEngine(backend));
  findings.push(
    await examine(
      'charts',
      () => lossChart.draw({ settings: [], losses: { history: [], yScale: 'auto' } }),
      'the canvas and the font are ready',
      'install adam-train again',
    ),
  );
  findings.push(
    await examine(
      'out folder',
      () => checkWritable(out),
      `${out} can be written`,
      'choose another with --out',
    ),
  );

  print(process.stdout, ...alignColumns(findings.map(({ about, words }) => [about, words])));
  const blocking = findings.filter(({ blocks }) => blocks).map(({ about }) => about);
  if (blocking.length > 0) {
    throw new AdamTrainError(
      `The default job cannot run here because of: ${blocking.join(', ')}. The lines above say why.`,
    );
  }
}

async function examineEngine(backend: Backend): Promise<Finding> {
  const about = `engine ${backend}`;
  if (backend === 'tensorflow' && findAddon() === undefined) {
    return { about, words: 'not set up; run adam-train setup', blocks: false };
  }
  try {
    const { tensorflow, fma, wide, stepMilliseconds } = await runSelfTest(backend);
    const detail = [
      ...(tensorflow === undefined ? [] : [`, TensorFlow ${tensorflow}`]),
      ...(fma === undefined
        ? []
        : [fma ? ', adds products with one rounding' : ', rounds products before it adds them']),
      ...(wide === true ? [', registers of 256 bits'] : []),
    ].join('');
    return {
      about,
      words: `ready${detail}, ${formatNumber(stepMilliseconds)} ms for a test step`,
      blocks: false,
    };
  } catch (error) {
    const cure =
      backend === 'tensorflow'
        ? 'run adam-train setup --remove, then adam-train setup'
        : 'install adam-train again';
    return { about, words: `fails (${messageOf(error)}); ${cure}`, blocks: backend === 'wasm' };
  }
}

async function examine(about: string, work: () => unknown, ready: string, cure: string): Promise<Finding> {
  try {
    await work();
    return { about, words: ready, blocks: false };
  } catch (error) {
    return { about, words: `fails (${messageOf(error)}); ${cure}`, blocks: true };
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
