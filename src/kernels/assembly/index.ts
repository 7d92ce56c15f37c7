export { adamStep } from './adam';
export { columnSums, meanSquaredError, reluGradient } from './elementwise';
export { gemm, scratchBytes } from './gemm';
