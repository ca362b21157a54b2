// A table of what goes wrong in real ones: constants, empty and half-empty columns, ids, instants, values one side lacks.
import {writeFileSync} from 'node:fs'
import {createRandom} from '@inferloop/random'

/** Many enough for the millionth of a row that SDMetrics gives each label it meets first on the synthetic side to stay below 1e-9. */
const ROWS = 6000

/** Each column's cell in a row; `synthetic` is false in the real table. */
const COLUMNS = {
  key: ({row, synthetic}) => `K${synthetic && row % 9 === 0 ? 1 : 1000 + row}`,
  flat: ({row, synthetic}) => (synthetic && row % 7 === 0 ? 8 : 7),
  still: () => 'the same',
  empty: () => '',
  filled: ({synthetic, random}) => (synthetic ? random.below(9) : ''),
  level: ({random}) => random.below(60) - 30,
  twice: ({level, random}) => 2 * level + random.below(20),
  holes: ({level, random}) => (random.below(2) === 0 ? '' : level * 3 + random.below(50)),
  settled: ({synthetic, random}) => (synthetic ? 5 : random.below(12) / 4),
  gone: ({synthetic, random}) => (synthetic ? '' : (random.below(5000) / 100).toFixed(2)),
  huge: ({random}) => 1e15 * random.normal(),
  tiny: ({random}) => 1e-6 * random.normal(),
  when: ({row, random}) =>
    random.below(10) === 0
      ? ''
      : new Date(Date.UTC(2020, 0, 1) + row * 3_600_000 + random.below(9e8)).toISOString().slice(0, 19),
  day: ({random}) => new Date(Date.UTC(1890, 0, random.below(90_000))).toISOString().slice(0, 10),
  agreed: ({random}) => ['true', 'false', ''][random.below(3)],
  city: ({level, random}) =>
    ['Łódź', 'São Paulo', 'a, b', 'say "x"', ''][Math.floor((level + 30) / 15 + random.below(2))],
  street: ({row, synthetic, random}) =>
    `${synthetic && row % 5 === 0 ? 'New' : 'Old'} street ${random.below(synthetic && row % 5 === 0 ? 2 : 40)}`,
}

/** Writes the one the synthetic versions are held against, or one made of other draws and with faults of its own. */
export function writeOddTable(path, synthetic) {
  const random = createRandom(synthetic ? 22 : 21)
  const lines = [Object.keys(COLUMNS)]
  for (let row = 0; row < ROWS; row++) {
    const cells = {}
    for (const [name, cell] of Object.entries(COLUMNS)) cells[name] = cell({...cells, row, synthetic, random})
    lines.push(Object.values(cells).map(quoted))
  }
  writeFileSync(path, `${lines.map(line => line.join(',')).join('\n')}\n`)
}

const quoted = cell => (/[",]/.test(String(cell)) ? `"${String(cell).replaceAll('"', '""')}"` : String(cell))
