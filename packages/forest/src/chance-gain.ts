// What a split on labels gains by chance alone, because their order is chosen after the fact.

/**
 * Gain of the best of the splits of k labels put in the order of their means, where these differ by chance only, less the gain of a split that was not chosen, in units
 * of the node's mean squared deviation: (2 / π) (k - 2), at least 0. The means of k equal groups have k - 1 degrees of freedom between them, and a cut in the
 * middle of normal deviates in order keeps 2 / π of their squares.
 *
 * @see Cox 1957, Note on grouping, for 2 / π
 */
export const chanceGain = (labels: number): number => (2 / Math.PI) * Math.max(0, labels - 2)
