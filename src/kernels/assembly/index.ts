export { adamStep } from './adam';
export { addBias, columnSums, gatherRows, meanSquaredError, reluGradient } from './elementwise';
export { gemm, scratchBytes } from './gemm';
