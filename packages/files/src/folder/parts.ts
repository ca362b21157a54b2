// The files of a folder that are parts of one table, and what the names of their folders say.
import {existsSync} from 'node:fs'
import {readdir} from 'node:fs/promises'
import {basename, join} from 'node:path'
import {InferError, withCommas} from '@inferloop/contract'
import {folderFault} from '../open-faults.ts'
import {formatOfPath} from '../format.ts'

export interface Part {
  readonly path: string
  /** Columns that the names of folders hold, such as `year=2024`. */
  readonly partitions: readonly (readonly [name: string, value: string])[]
}

const MOST_PARTS = 10_000
const MOST_LEVELS = 8

/**
 * In the order of their names, numbers within them by size. Files whose names begin with `_` or `.` are not read, as with Hadoop and its kin.
 *
 * @throws InferError INFER_FILE_IS_FOLDER when there are none, INFER_FILE_FORMAT when they are of several formats or too many
 */
export async function partsOf(folder: string): Promise<Part[]> {
  const parts: Part[] = []
  await collect(folder, [], 0, parts)
  if (parts.length === 0) throw folderFault(folder)
  if (parts.length > MOST_PARTS) throw refused(folder, `more than ${withCommas(MOST_PARTS)} files`)
  const formats = [...new Set(parts.map(({path}) => formatOfPath(path)!))]
  if (formats.length > 1) throw refused(folder, `files of several formats (${formats.join(', ')})`)
  const made = parts.find(({path}) => existsSync(`${path}.card.json`))
  if (made !== undefined) throw refused(folder, `${basename(made.path)}, which its data card calls synthetic`)
  return parts
}

async function collect(
  folder: string,
  partitions: Part['partitions'],
  level: number,
  parts: Part[],
): Promise<void> {
  const entries = (await readdir(folder, {withFileTypes: true})).filter(({name}) => !/^[._]/.test(name))
  const order = new Intl.Collator('en', {numeric: true})
  for (const entry of entries.toSorted(
    (a, b) => order.compare(a.name, b.name) || (a.name < b.name ? -1 : 1),
  )) {
    const path = join(folder, entry.name)
    if (parts.length > MOST_PARTS) return
    if (entry.isDirectory() && level < MOST_LEVELS) {
      const [, name, value] = /^([^=]+)=(.*)$/s.exec(entry.name) ?? []
      const inner =
        name === undefined ? partitions : [...partitions, [decoded(name), decoded(value!)] as const]
      await collect(path, inner, level + 1, parts)
    } else if (entry.isFile() && isTable(entry.name)) parts.push({path, partitions})
  }
}

const isTable = (name: string): boolean => formatOfPath(name) !== undefined && !name.endsWith('.card.json')

/** Hive writes `%3A` for a colon, and this for no value. */
function decoded(text: string): string {
  if (text === '__HIVE_DEFAULT_PARTITION__') return ''
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

const refused = (folder: string, what: string): InferError =>
  new InferError('INFER_FILE_FORMAT', {
    message: `${folder} holds ${what}; a folder is read as the parts of one table, all of one format.`,
    suggestions: ['move the parts of one table into a folder of their own'],
  })
