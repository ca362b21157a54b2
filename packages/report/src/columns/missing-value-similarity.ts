// MissingValueSimilarity, as SDMetrics publishes it: how alike the shares of missing cells are.

/** 1 - |missing_r / rows_r - missing_s / rows_s|, 0 to 1. @see SDMetrics MissingValueSimilarity */
export function missingValueSimilarity(real: MissingCells, synthetic: MissingCells): number {
  return 1 - Math.abs(real.missing / real.rows - synthetic.missing / synthetic.rows)
}

export interface MissingCells {
  readonly missing: number
  readonly rows: number
}
