export { columnSums, relu, relu6, reluGradient } from './elementwise';
export { roundsOnce } from './fma';
export { gemm, panelBytes, partialBytes, scratchBytes } from './gemm';
export { lastLayerBytes, lastLayerGradients } from './head';
export { meanSquaredError, meanSquaredErrorGradient } from './losses';
export { backward, forward, layersBytes, packedBytes, partsBytes, passBytes } from './perceptron';
export { areFinite, sumOfSquares } from './reductions';
export { step, tableBytes } from './steps';
export { controlBytes, endHelpers, failHelper, hasFailed, help } from './threads';
