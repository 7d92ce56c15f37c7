/** The part of WebAssembly that is used here; TypeScript declares it with the browser's library only. */
declare namespace WebAssembly {
  class Memory {
    constructor(descriptor: { initial: number; maximum?: number; shared?: boolean });
    readonly buffer: ArrayBuffer | SharedArrayBuffer;
  }
  class Module {
    constructor(bytes: Uint8Array);
  }
  class Instance {
    constructor(module: Module, imports: Record<string, Record<string, Memory>>);
    readonly exports: object;
  }
  function validate(bytes: Uint8Array): boolean;
}

/** A build of the kernels, as the browser's bundle holds it. */
declare module '*.wasm' {
  const bytes: Uint8Array;
  export default bytes;
}
