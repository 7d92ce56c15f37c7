export { accelerateWasm } from './kernels/wasm/accelerateWasm.js';
