// How the models of utility are grown: near scikit-learn's and LightGBM's defaults.

export const BOOSTING = {rounds: 100, learningRate: 0.1, leaves: 31, minLeaf: 20, l2: 0.1} as const
