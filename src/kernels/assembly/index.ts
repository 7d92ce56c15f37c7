export { adamStep } from './adam';
export { columnSums, relu, relu6, reluGradient } from './elementwise';
export { gemm, scratchBytes } from './gemm';
