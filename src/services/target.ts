// Where the rows go: the name, the format, and what can be said against it before any work is done.
import {constants} from 'node:fs'
import {access, realpath, stat} from 'node:fs/promises'
import {basename, dirname, extname, join, resolve} from 'node:path'
import {InferError, type SourceFormat} from '@inferloop/contract'
import {formatOfPath} from '@inferloop/files'
import type {GenerateOptions} from './generate-options.ts'

/** `data.csv` → `data.synthetic.csv`; a model or another format changes the ending. */
export function defaultOutput(path: string, format?: 'csv' | 'parquet'): string {
  const ending = extname(path)
  const stem = basename(path, ending)
  const own = ending.toLowerCase() === '.infer' ? '.csv' : ending
  const fits = format === undefined || formatOfPath(`x${own}`) === format
  return join(dirname(path), `${stem}.synthetic${fits ? own : `.${format}`}`)
}

/**
 * Whether a file may be written there, as far as one can tell beforehand; true when it replaces one that is there.
 *
 * @throws InferError INFER_OUTPUT_UNWRITABLE, INFER_OUTPUT_EXISTS, INFER_OPTION when it is one of the files `named`, which are read or written too
 */
export async function checkTarget(
  path: string,
  flag: '--output' | '--save-model',
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
    throw unwritable(
      path,
      'it is a folder',
      `${flag} ${join(path, flag === '--output' ? 'synthetic.csv' : 'model.infer')}`,
    )
  }
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
 * @throws InferError INFER_FILE_FORMAT when a name was given that ends in neither format, and no format was; INFER_OPTION when the
 * name ends in the other format
 */
export function checkEnding(path: string, {format, output}: GenerateOptions): void {
  const ending = extname(path)
  const said = formatOfPath(path)
  if (format !== undefined && said !== undefined && said !== format) {
    const own = format === 'csv' ? '.csv' : '.parquet'
    throw new InferError('INFER_OPTION', {
      message: `--format ${format} would be written under the name ${path}, which says ${said}.`,
      suggestions: [`--output ${path.slice(0, -ending.length)}${own}`, 'leave out --format'],
    })
  }
  if (format !== undefined || output === undefined || ending === '' || formatOfPath(path) !== undefined)
    return
  throw new InferError('INFER_FILE_FORMAT', {
    message: `${path} ends in ${ending}; CSV (.csv, .tsv) and Parquet (.parquet) can be written.`,
    suggestions: ['--format csv', '--format parquet'],
  })
}

/** Format and dialect of what is written: what was asked for, what the name says, else those of the source. */
export function outputFormat(
  path: string | undefined,
  given: 'csv' | 'parquet' | undefined,
  source: SourceFormat,
): SourceFormat {
  const format = given ?? (path === undefined ? undefined : formatOfPath(path)) ?? source.format
  const ending = path === undefined ? '' : extname(path).toLowerCase()
  if (format === 'parquet') return {format}
  if (ending === '.tsv' || ending === '.tab') return {...source, format, delimiter: '\t'}
  if (ending === '.csv' && source.delimiter === '\t') return {...source, format, delimiter: ','}
  return {...source, format}
}

async function isSame(a: string, b: string): Promise<boolean> {
  const [one, other] = await Promise.all([a, b].map(path => realpath(path).catch(() => resolve(path))))
  return one === other
}

function unwritable(path: string, why: string, suggestion?: string, cause?: unknown): InferError {
  return new InferError('INFER_OUTPUT_UNWRITABLE', {
    message: `${path} cannot be written: ${why}.`,
    suggestions: [suggestion ?? 'choose another place with --output'],
    ...(cause === undefined ? {} : {cause}),
  })
}
