/** Names of this folder's kernels in tfjs's registry, for those who ask whether a backend has them; loads without tfjs. */
export const Dense = 'AdamTrainDense';
export const MlpForward = 'AdamTrainMlpForward';
export const MlpGradients = 'AdamTrainMlpGradients';
export const ElementLoss = 'AdamTrainElementLoss';
