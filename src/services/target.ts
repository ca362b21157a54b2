// Where the rows go: the name, the format, and what can be said against it before any work is done.
import {constants} from 'node:fs'
import {access, realpath, stat} from 'node:fs/promises'
import {basename, dirname, extname, join, resolve} from 'node:path'
import {InferError, type SourceFormat, type TableFormat} from '@inferloop/contract'
import {endingOfPacking, formatOfPath, packingOfPath} from '@inferloop/files'
import type {GenerateOptions} from './generate-options.ts'

/** `data.csv.gz` → `data.synthetic.csv.gz`; a model or another format changes the ending. */
export function defaultOutput(path: string, format?: TableFormat): string {
  const {inner, packing} = packingOfPath(path.replace(/[/\\]+$/, ''))
  const ending = extname(inner)
  const stem = basename(inner, ending)
  const own = ending.toLowerCase() === '.infer' ? '.csv' : ending
  const fits = format === undefined || formatOfPath(`x${own}`) === format
  const packed = packing === undefined ? '' : path.slice(inner.length)
  return join(dirname(path), `${stem}.synthetic${fits ? own : ENDINGS[format]}${packed}`)
}

const ENDINGS: Readonly<Record<TableFormat, string>> = {
  csv: '.csv',
  parquet: '.parquet',
  json: '.json',
  ndjson: '.ndjson',
  arrow: '.arrow',
  excel: '.xlsx',
}

/** `.tsv` where cells are parted by tabs, and `.gz` behind it where it is packed. */
export const endingOf = ({format, delimiter, packing}: SourceFormat): string =>
  `${format === 'csv' && delimiter === '\t' ? '.tsv' : ENDINGS[format]}${packing === undefined ? '' : endingOfPacking[packing]}`

const IN_A_FOLDER = {
  '--output': 'synthetic.csv',
  '--save-model': 'model.infer',
  '--onnx': 'generator.onnx',
} as const

/**
 * Whether a file may be written there, as far as one can tell beforehand; true when it replaces one that is there.
 *
 * @throws InferError INFER_OUTPUT_UNWRITABLE, INFER_OUTPUT_EXISTS, INFER_OPTION when it is one of the files `named`, which are read or written too
 */
export async function checkTarget(
  path: string,
  flag: '--output' | '--save-model' | '--onnx',
  named: readonly string[],
  {force, confirmReplace}: Pick<GenerateOptions, 'force' | 'confirmReplace'>,
): Promise<boolean> {
  for (const other of named) {
    if (await isSame(path, other)) {
      throw new InferError('INFER_OPTION', {
        message: `${flag} is ${path}, which was named already: what stands there would be lost.`,
        suggestions: [`${flag} ${join(dirname(path), `new-${basename(path)}`)}`],
      })
    }
  }
  const found = await stat(path).catch(() => undefined)
  if (found?.isDirectory() === true) {
    throw unwritable(path, 'it is a folder', `${flag} ${join(path, IN_A_FOLDER[flag])}`)
  }
  const bare = path.replace(/[/\\]+$/, '')
  if (bare !== path && extname(bare) !== '')
    throw unwritable(path, `its name ends in ${path.at(-1)}, as those of folders do`, `${flag} ${bare}`)
  if (found !== undefined && !found.isFile()) return true
  const folder = /[/\\]$/.test(path) ? resolve(path) : dirname(resolve(path))
  const place = await stat(folder).catch(() => undefined)
  if (place === undefined) throw unwritable(path, `there is no folder ${folder}`, `mkdir -p ${folder}`)
  if (!place.isDirectory()) throw unwritable(path, `${folder} is not a folder`)
  try {
    await access(folder, constants.W_OK)
  } catch (cause) {
    throw unwritable(path, `the system does not let you write in ${folder}`, undefined, cause)
  }
  if (found === undefined || force === true) return force === true
  if ((await confirmReplace?.(path)) === true) return true
  throw new InferError('INFER_OUTPUT_EXISTS', {
    message: `${path} is there already.`,
    suggestions: ['--force to replace it', `another name with ${flag}`],
  })
}

/**
 * @throws InferError INFER_FILE_FORMAT when a name was given that ends in no format, and no format was; INFER_OPTION when the
 * name ends in another format
 */
export function checkEnding(path: string, {format, output}: GenerateOptions): void {
  // That of a folder is refused by its own words.
  if (/[/\\]$/.test(path)) return
  const {inner} = packingOfPath(path)
  const ending = extname(inner)
  const said = formatOfPath(path)
  if (format !== undefined && said !== undefined && said !== format && !isJson(format, said)) {
    const stem = path.slice(0, inner.length - ending.length)
    throw new InferError('INFER_OPTION', {
      message: `--format ${format} would be written under the name ${path}, which says ${said}.`,
      suggestions: [`--output ${stem}${ENDINGS[format]}${path.slice(inner.length)}`, 'leave out --format'],
    })
  }
  if (format !== undefined || output === undefined || ending === '' || said !== undefined) return
  throw new InferError('INFER_FILE_FORMAT', {
    message: `${path} ends in ${ending}; ${Object.values(ENDINGS).join(', ')} can be written, and each with .gz, .zst or .zip behind it.`,
    suggestions: ['--format csv', '--format parquet'],
  })
}

/** Format and dialect of what is written: what was asked for, what the name says, else those of the source. */
export function outputFormat(
  path: string | undefined,
  given: TableFormat | undefined,
  source: SourceFormat,
): SourceFormat {
  const said = path === undefined ? undefined : formatOfPath(path)
  // A list, or an object a line: both are called .json.
  const meant = said === 'json' && source.format === 'ndjson' ? source.format : said
  const format = given ?? meant ?? source.format
  const packing = path === undefined ? undefined : packingOfPath(path).packing
  const packed = packing === undefined ? {} : {packing}
  const {packing: _, ...own} = source
  const dialect: Partial<SourceFormat> = format === source.format || isJson(format, source.format) ? own : {}
  if (format !== 'csv') return {...dialect, format, ...packed}
  const ending = path === undefined ? '' : extname(packingOfPath(path).inner).toLowerCase()
  if (ending === '.tsv' || ending === '.tab') return {...dialect, format, ...packed, delimiter: '\t'}
  if (ending === '.csv' && dialect.delimiter === '\t') return {...dialect, format, ...packed, delimiter: ','}
  return {...dialect, format, ...packed}
}

const isJson = (...formats: readonly TableFormat[]): boolean =>
  formats.every(format => format === 'json' || format === 'ndjson')

/** Whether two names lead to one place. */
export async function isSame(a: string, b: string): Promise<boolean> {
  const [one, other] = await Promise.all([a, b].map(placeOf))
  return one === other
}

/** Where a path leads, through links, also when nothing is there yet. */
async function placeOf(path: string): Promise<string> {
  const whole = await realpath(path).catch(() => undefined)
  if (whole !== undefined) return whole
  const folder = await realpath(dirname(resolve(path))).catch(() => dirname(resolve(path)))
  return join(folder, basename(path))
}

function unwritable(path: string, why: string, suggestion?: string, cause?: unknown): InferError {
  return new InferError('INFER_OUTPUT_UNWRITABLE', {
    message: `${path} cannot be written: ${why}.`,
    suggestions: [suggestion ?? 'choose another place with --output'],
    ...(cause === undefined ? {} : {cause}),
  })
}
