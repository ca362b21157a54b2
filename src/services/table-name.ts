// The name that the output has by default is made from that of the table: a folder and a model stand for one.
import {stat} from 'node:fs/promises'
import {basename, extname, resolve} from 'node:path'
import {packingOfPath, partsOf} from '@inferloop/files'
import {readManifest} from '@inferloop/model-file'
import {endingOf} from './target.ts'

/** A folder of parts has the ending of its first one, a model that of what it was learnt from. What is wrong with either is said when it is read. */
export async function tableName(path: string, model: string | undefined): Promise<string> {
  if (path === model) {
    const dialect = await readManifest(path).then(
      manifest => manifest.dialect,
      () => undefined,
    )
    return dialect === undefined ? path : path.replace(/\.infer$/i, endingOf(dialect))
  }
  if ((await stat(path).catch(() => undefined))?.isDirectory() !== true) return path
  const [first] = await partsOf(path)
  const name = basename(first!.path)
  return `${resolve(path)}${name.slice(name.indexOf(extname(packingOfPath(name).inner)))}`
}
