// A uniform sample of rows that come one after the other, nobody knows how many: those with the smallest hashes of their numbers.

/** Rows held above the wanted number before the surplus is dropped, as a share of it. */
const SLACK = 0.25

export interface RowSample {
  /** Most rows at the end. */
  readonly most: number
  /** Rows met so far. */
  readonly met: number
  /** In [0, 1), the same for a row on any machine. */
  hashOf(row: number): number
  /** Whether the next row belongs to the sample as far as one can tell. */
  mayStay(hash: number): boolean
  /** Counts the next row, which stays for now. */
  keep(hash: number): void
  /** Counts the next row, which does not. */
  pass(): void
  /** Whether more rows are held than should be: then `prune` is due. */
  isFull(): boolean
  /** Places, among the rows held, of those that stay, ascending; undefined when all do. */
  prune(): Uint32Array | undefined
  /** Of the rows held, in their order. */
  hashes(): Float64Array
  /** Every row met with a smaller hash is held. */
  threshold(): number
  /** From now on at most so many rows: memory has room for no more. */
  lower(most: number): void
}

export interface SampleWanted {
  /** Most rows; Infinity for as many as memory holds. */
  readonly most: number
  readonly seed: number
  /** Rows of the table that came before, in other files. */
  readonly firstRow?: number
}

/** What is kept depends on `seed`, `most` and the number of each row alone (bottom-k sampling: Cohen & Kaplan, PODC 2007). */
export function rowSample({most: wanted, seed, firstRow = 0}: SampleWanted): RowSample {
  let most = wanted
  let met = 0
  let held = 0
  let threshold = 1
  let hashes = new Float64Array(1024)
  const hashOf = rowHash(seed)
  return {
    get most() {
      return most
    },
    get met() {
      return met
    },
    hashOf: row => hashOf(firstRow + row),
    hashes: () => hashes.subarray(0, held),
    threshold: () => threshold,
    mayStay: hash => hash < threshold,
    keep(hash) {
      met++
      if (held === hashes.length) hashes = enlarged(hashes)
      hashes[held++] = hash
    },
    pass() {
      met++
    },
    isFull: () => held > most * (1 + SLACK),
    prune() {
      if (held <= most) return undefined
      threshold = hashes.slice(0, held).sort()[most]!
      const stay = new Uint32Array(most)
      let kept = 0
      for (let place = 0; place < held && kept < most; place++) {
        if (hashes[place]! >= threshold) continue
        hashes[kept] = hashes[place]!
        stay[kept++] = place
      }
      held = kept
      return stay.subarray(0, kept)
    },
    lower(fewer) {
      most = Math.min(most, fewer)
    },
  }
}

/** 53 bits from two rounds of MurmurHash3's finalizer (Appleby 2011) over the row's number and the seed. */
function rowHash(seed: number): (row: number) => number {
  const low = mixed(seed >>> 0)
  const high = mixed(Math.floor(seed / 2 ** 32) ^ 0x9e3779b9)
  return row => {
    const a = mixed((row >>> 0) ^ low)
    const b = mixed(a ^ high ^ Math.floor(row / 2 ** 32))
    return ((a >>> 5) * 0x4000000 + (b >>> 6)) / 2 ** 53
  }
}

function mixed(value: number): number {
  let word = value | 0
  word = Math.imul(word ^ (word >>> 16), 0x85ebca6b)
  word = Math.imul(word ^ (word >>> 13), 0xc2b2ae35)
  return word ^ (word >>> 16)
}

function enlarged(hashes: Float64Array): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(hashes.length * 2)
  larger.set(hashes)
  return larger
}

/** Numbers of the rows that stay, of `rows` that are all there, ascending. */
export function chosenRows(rows: number, sample: RowSample): Float64Array {
  const chosen = new Float64Array(Math.min(rows, Math.ceil(sample.most * (1 + SLACK)) + 1))
  let held = 0
  const prune = () => {
    const stay = sample.prune()
    if (stay === undefined) return
    for (let i = 0; i < stay.length; i++) chosen[i] = chosen[stay[i]!]!
    held = stay.length
  }
  for (let row = 0; row < rows; row++) {
    const hash = sample.hashOf(row)
    if (!sample.mayStay(hash)) {
      sample.pass()
      continue
    }
    sample.keep(hash)
    chosen[held++] = row
    if (sample.isFull()) prune()
  }
  prune()
  return chosen.subarray(0, held)
}
