// The area under the ROC curve, by ranks.

/** Share of pairs of a 1 and a 0 in which the 1 has the higher score, ties half; NaN without one of each. @see Mann, Whitney 1947 */
export function areaUnderRoc(scores: Float64Array, labels: Uint8Array): number {
  const order = Uint32Array.from(scores, (_, i) => i).sort((a, b) => scores[a]! - scores[b]!)
  let rankSum = 0
  let ones = 0
  for (let start = 0; start < order.length; ) {
    let end = start
    let onesHere = 0
    while (end < order.length && scores[order[end]!] === scores[order[start]!])
      onesHere += labels[order[end++]!]!
    rankSum += (onesHere * (start + end + 1)) / 2
    ones += onesHere
    start = end
  }
  return (rankSum - (ones * (ones + 1)) / 2) / (ones * (labels.length - ones))
}
