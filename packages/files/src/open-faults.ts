// Why a file cannot be opened, in words, with the name that was probably meant.
import {readdir} from 'node:fs/promises'
import {basename, dirname, join} from 'node:path'
import {errorCode, InferError} from '@inferloop/contract'
import {formatOfPath} from './format.ts'
import {errnoOf, wordsOf} from './system-error.ts'

/** `error` as the InferError it stands for; an error of ours, or one without a known cause, as it is. */
export async function openFault(error: unknown, path: string): Promise<unknown> {
  if (errorCode(error) !== undefined) return error
  const code = errnoOf(error)
  if (code === 'ENOENT' || code === 'ENOTDIR') return missingFault(path, error)
  if (code === 'EISDIR') return folderFault(path)
  if (code === undefined) return error
  const reason = code === 'EACCES' || code === 'EPERM' ? 'the system does not allow it' : wordsOf(error)
  return new InferError('INFER_FILE_UNREADABLE', {
    message: `${path} cannot be read: ${reason}.`,
    suggestions: [`ls -l ${path}`],
    cause: error,
  })
}

export async function folderFault(path: string): Promise<InferError> {
  const tables = (await readdir(path).catch(() => [])).filter(name => formatOfPath(name) !== undefined)
  const held = tables.length === 0 ? '' : ` It holds ${listed(tables)}.`
  return new InferError('INFER_FILE_IS_FOLDER', {
    message: `${path} is a folder; a table is one file.${held}`,
    suggestions: tables.length === 0 ? [`ls ${path}`] : tables.slice(0, 3).map(name => join(path, name)),
  })
}

async function missingFault(path: string, cause: unknown): Promise<InferError> {
  const folder = dirname(path)
  const names = await readdir(folder).catch(() => undefined)
  const near = nearest(basename(path), names ?? [])
  const where = names === undefined ? ` There is no folder ${folder} either.` : ''
  const hint = near === undefined ? where : ` Did you mean ${join(folder, near)}?`
  return new InferError('INFER_FILE_MISSING', {
    message: `There is no file ${path}.${hint}`,
    suggestions: near === undefined ? [names === undefined ? 'ls' : `ls ${folder}`] : [join(folder, near)],
    cause,
  })
}

/** The name most like `name`: the same but for case or ending, or at most a third of its letters (at least 2) away. */
export function nearest(name: string, names: readonly string[]): string | undefined {
  const allowed = Math.max(2, Math.floor(name.length / 3))
  const ranked = names
    .map(other => ({
      other,
      away: bare(other) === bare(name) ? 0 : distance(name.toLowerCase(), other.toLowerCase()),
    }))
    .toSorted((a, b) => a.away - b.away)
  return ranked[0] !== undefined && ranked[0].away <= allowed ? ranked[0].other : undefined
}

function bare(name: string): string {
  return name.toLowerCase().replace(/\.[^.]*$/, '')
}

/** Levenshtein distance: insertions, deletions, replacements. */
function distance(a: string, b: string): number {
  let row = Array.from({length: b.length + 1}, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)))
    }
    row = next
  }
  return row[b.length]!
}

function listed(names: readonly string[]): string {
  return names.length <= 3 ? names.join(', ') : `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`
}
