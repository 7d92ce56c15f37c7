export { adamStep } from './adam';
export { columnSums, reluGradient } from './elementwise';
export { gemm, scratchBytes } from './gemm';
