// Ways to spoil a file.

/** What has upset readers before: quotes, ends, numbers beyond doubles, marks of other formats. */
const TRICKS = [
  '"',
  '""',
  ',',
  '\n',
  '\r',
  '\r\n',
  '\0',
  '\ufeff',
  '\\',
  '{',
  '}',
  '[',
  ']',
  ':',
  '#',
  '=',
  ';',
  '\t',
  'null',
  'NaN',
  'inf',
  '1e999',
  '-1e-999',
  '99999999999999999999',
  '0x1F',
  '2024-02-30',
  '24:61:61',
  '{"a":',
  '[[[[[[[[',
  'PAR1',
  'ARROW1',
  'PK\x03\x04',
  '__proto__',
  'constructor',
  '\u202e',
  '\ud83d',
  '€',
  'sep=;\n',
  ' '.repeat(5000),
  'x'.repeat(70_000),
]

/** Some bytes changed, lost, doubled, moved, or taken from another file; one to eight times. */
export function mutated(bytes, others, random) {
  let result = Buffer.from(bytes)
  for (let times = 1 + random.below(8); times > 0; times--)
    result = MUTATIONS[random.below(MUTATIONS.length)](result, others, random)
  return result
}

const place = (bytes, random) => random.below(bytes.length + 1)

/** Mostly short, sometimes long. */
const stretch = (bytes, random) => {
  const from = place(bytes, random)
  const most = random.below(4) === 0 ? bytes.length : 64
  return [from, Math.min(bytes.length, from + 1 + random.below(most + 1))]
}

const insert = (bytes, at, more) => Buffer.concat([bytes.subarray(0, at), more, bytes.subarray(at)])

/** Words and numbers of a text format, in place of which another may stand without spoiling what is around. */
const CELL = /[\w.:+-]{1,40}/g
const CELLS = [
  '',
  '-',
  'NA',
  '0',
  '-1',
  '1e308',
  '-1.7976931348623157e308',
  '5e-324',
  '99999999999999999999',
  '0001',
  'true',
  'x',
  '2024-02-30',
  '9999-12-31',
  '0000-01-01',
  '+275760-09-13',
  'é',
  '日',
  'a b',
  "o'x",
  '1,5',
  '$3',
  '12%',
  '__proto__',
  'null',
  'NaN',
]

const MUTATIONS = [
  ...Array.from({length: 4}, () => (bytes, _, random) => {
    // A cell here and there, or the same in many rows.
    const text = bytes.toString('latin1')
    const cells = [...text.matchAll(CELL)]
    if (cells.length === 0) return bytes
    const chosen = new Set(
      Array.from({length: 1 + random.below(random.below(3) === 0 ? 400 : 5)}, () =>
        random.below(cells.length),
      ),
    )
    const word = CELLS[random.below(CELLS.length)]
    let k = -1
    return Buffer.from(
      text.replaceAll(CELL, found => (chosen.has(++k) ? Buffer.from(word).toString('latin1') : found)),
      'latin1',
    )
  }),
  (bytes, _, random) => {
    for (let flips = 1 + random.below(6); flips > 0 && bytes.length > 0; flips--)
      bytes[random.below(bytes.length)] ^= 1 << random.below(8)
    return bytes
  },
  (bytes, _, random) => {
    if (bytes.length > 0) bytes[random.below(bytes.length)] = random.below(256)
    return bytes
  },
  (bytes, _, random) => bytes.subarray(0, place(bytes, random)),
  (bytes, _, random) => {
    const [from, to] = stretch(bytes, random)
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)])
  },
  (bytes, _, random) => {
    const [from, to] = stretch(bytes, random)
    const copies = Array.from({length: 1 + random.below(20)}, () => bytes.subarray(from, to))
    return insert(bytes, place(bytes, random), Buffer.concat(copies))
  },
  (bytes, _, random) => insert(bytes, place(bytes, random), Buffer.from(TRICKS[random.below(TRICKS.length)])),
  (bytes, others, random) => {
    const [from, to] = stretch(others, random)
    return insert(bytes, place(bytes, random), others.subarray(from, to))
  },
  (bytes, _, random) => {
    // Four bytes of a length or an offset.
    if (bytes.length < 8) return bytes
    const at = random.below(bytes.length - 4)
    bytes.writeUInt32LE([0, 1, 0x7fffffff, 0xffffffff, random.below(0x7fffffff)][random.below(5)], at)
    return bytes
  },
]
