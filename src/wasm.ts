export { accelerateWasm } from './kernels/accelerateWasm.js';
