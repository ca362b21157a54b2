// Synthetic tables that are worse on purpose: columns shuffled apart, and cells damaged in every way a metric should see.
import {openTableWriter} from '@inferloop/files'
import {createRandom} from '@inferloop/random'

/** Every column in an order of its own: the same cells, nothing between columns. */
export async function shuffle(source, path) {
  const columns = source.columns.map((column, j) => {
    const order = permutation(source.rows, createRandom(11).split(j))
    return withCells(column, i => order[i])
  })
  await write({...source, columns}, path)
}

/** In turns: numbers beyond the range, labels nobody knows, cells gone; one row in twenty each. */
export async function damage(source, path) {
  const columns = source.columns.map((column, j) => {
    const random = createRandom(12).split(j)
    const hit = Uint8Array.from({length: source.rows}, () => (random.below(20) === 0 ? 1 : 0))
    if (column.type === 'text') return damagedText(column, hit, j)
    if (column.type === 'boolean')
      return {...column, values: column.values.map((value, i) => (hit[i] ? 2 : value))}
    const most = column.values.reduce((a, b) => (b > a ? b : a), Number.NEGATIVE_INFINITY)
    const wrong = j % 2 === 0 || column.type === 'datetime' ? Number.NaN : most * 2 + 1
    return {...column, values: column.values.map((value, i) => (hit[i] ? wrong : value))}
  })
  await write({...source, columns}, path)
}

function damagedText(column, hit, j) {
  const numbers = column.dictionary.every(text => text === '' || !Number.isNaN(Number(text)))
  const wrong = j % 2 === 0 ? '' : numbers ? '99999999' : `nobody knows ${j}`
  const dictionary = [...column.dictionary, wrong]
  const codes = column.codes.map((code, i) => (hit[i] ? dictionary.length - 1 : code))
  return {...column, dictionary, codes}
}

function withCells(column, from) {
  if (column.type === 'text') return {...column, codes: column.codes.map((_, i) => column.codes[from(i)])}
  return {...column, values: column.values.map((_, i) => column.values[from(i)])}
}

function permutation(length, random) {
  const order = Uint32Array.from({length}, (_, i) => i)
  for (let i = length - 1; i > 0; i--) {
    const j = random.below(i + 1)
    ;[order[i], order[j]] = [order[j], order[i]]
  }
  return order
}

async function write(table, path) {
  const format = {...table.source, format: path.endsWith('.parquet') ? 'parquet' : 'csv'}
  const writer = await openTableWriter({path, force: true}, {format, signal: new AbortController().signal})
  await writer.write(table)
  await writer.commit()
}

const rowsBy = (source, from, rows = source.rows) => ({
  ...source,
  rows,
  columns: source.columns.map(column =>
    column.type === 'text'
      ? {...column, codes: Uint32Array.from({length: rows}, (_, i) => column.codes[from(i)])}
      : {...column, values: column.values.slice(0, rows).map((_, i) => column.values[from(i)])},
  ),
})

/** As many rows drawn again with replacement. */
export async function bootstrap(source, path) {
  const random = createRandom(13)
  const rows = Uint32Array.from({length: source.rows}, () => random.below(source.rows))
  await write(
    rowsBy(source, i => rows[i]),
    path,
  )
}

/** A share of the rows replaced by real ones, spread over the table. Columns of text only. */
export async function copySome(source, real, share, path) {
  const every = Math.round(1 / share)
  const columns = source.columns.map((column, j) => {
    const dictionary = [...column.dictionary, ...real.columns[j].dictionary]
    const codes = column.codes.map((code, i) =>
      i % every === 0 ? column.dictionary.length + real.columns[j].codes[i % real.rows] : code,
    )
    return {...column, dictionary, codes}
  })
  await write({...source, columns}, path)
}

/** Three decimals added to each number of one column. */
export async function offGrid(source, name, path) {
  const random = createRandom(14)
  const columns = source.columns.map(column => {
    if (column.name !== name) return column
    const cells = Array.from(column.codes, code =>
      (Number(column.dictionary[code]) + random.below(900) / 1000).toFixed(3),
    )
    const dictionary = [...new Set(cells)]
    const at = new Map(dictionary.map((cell, i) => [cell, i]))
    return {...column, dictionary, codes: Uint32Array.from(cells, cell => at.get(cell))}
  })
  await write({...source, columns}, path)
}

/** The rows dealt at random into two files of equal length. */
export async function halves(source, first, second) {
  const order = permutation(source.rows, createRandom(15))
  const half = source.rows >> 1
  await write(
    rowsBy(source, i => order[i], half),
    first,
  )
  await write(
    rowsBy(source, i => order[half + i], half),
    second,
  )
}
