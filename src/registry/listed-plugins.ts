// The list that oclif keeps of plugins a user installed or linked.
import {readFile} from 'node:fs/promises'
import {join} from 'node:path'

export interface ListedPlugin {
  readonly name: string
  /** Where it was linked from; undefined for one that npm installed. */
  readonly root?: string
}

/** None where nothing was ever installed, or the list itself is damaged, of which oclif warns. */
export async function listedPlugins(dataDir: string): Promise<ListedPlugin[]> {
  try {
    const {oclif} = JSON.parse(await readFile(join(dataDir, 'package.json'), 'utf8')) as {
      readonly oclif?: {readonly plugins?: readonly (string | ListedPlugin)[]}
    }
    return (oclif?.plugins ?? []).map(one => (typeof one === 'string' ? {name: one} : one))
  } catch {
    return []
  }
}
