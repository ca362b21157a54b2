// A column that trees split on but never predict: bins alone.
import type {EncodedColumn} from './encode.ts'

/** `bins` in shared memory, so that worker threads read it without a copy; bins are below `binCount`, at most 255. */
export function binnedColumn(bins: Uint8Array, binCount: number, categorical: boolean): EncodedColumn {
  const codes = new Uint16Array(new SharedArrayBuffer(0))
  return categorical
    ? {type: 'classes', bins, binCount, codes, classes: binCount}
    : {type: 'numbers', bins, binCount, codes, ranks: new Float64Array(new SharedArrayBuffer(0))}
}
