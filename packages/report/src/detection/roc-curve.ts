// The ROC curve of scores, thinned out for a plot.

const POINTS = 100

/**
 * [false positive rate, true positive rate] from (0, 0) to (1, 1) as the threshold falls, at most 102 points: the last one before each hundredth
 * of the false positive rate. Equal scores make one step.
 */
export function rocCurve(scores: Float64Array, labels: Uint8Array): (readonly [number, number])[] {
  const order = Uint32Array.from(scores, (_, i) => i).sort((a, b) => scores[b]! - scores[a]!)
  const ones = labels.reduce((sum, label) => sum + label, 0)
  const zeros = labels.length - ones
  const curve: (readonly [number, number])[] = [[0, 0]]
  let [falsely, truly, next] = [0, 0, 1]
  for (let start = 0; start < order.length; ) {
    let end = start
    while (end < order.length && scores[order[end]!] === scores[order[start]!]) {
      if (labels[order[end++]!] === 1) truly++
      else falsely++
    }
    start = end
    if (falsely * POINTS < next * zeros && end < order.length) continue
    curve.push([falsely / zeros, truly / ones])
    next = Math.floor((falsely * POINTS) / zeros) + 1
  }
  return curve
}
