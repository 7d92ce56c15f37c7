export { adamStep } from './adam';
export { columnSums, gatherRows, meanSquaredError, reluGradient } from './elementwise';
export { gemm, scratchBytes } from './gemm';
