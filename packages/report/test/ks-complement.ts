// KSComplement of two samples at once, by the tally that takes one of them in batches.
import {distributionTally} from '../src/distribution-tally.ts'

export function ksComplement(real: Float64Array, synthetic: Float64Array): number | null {
  const tally = distributionTally(real)
  tally.add(synthetic)
  return tally.complement()
}
