// Plugins a user installed or linked of which nothing is left that can be loaded; oclif leaves them out.
import {readFile} from 'node:fs/promises'
import {join} from 'node:path'
import type {Complaint, HookRunner} from './collect.ts'

/** A complaint for each plugin of the list in `dataDir` that is not among the loaded ones. */
export async function unloadedPlugins({dataDir, plugins}: HookRunner): Promise<Complaint[]> {
  if (dataDir === undefined || plugins === undefined) return []
  return (await listed(dataDir))
    .filter(({name}) => !plugins.has(name))
    .map(({name, root}) => ({
      plugin: name,
      reason: `${root ?? join(dataDir, 'node_modules', name)} is gone or holds no package.json that can be read: infer plugins uninstall ${name}`,
    }))
}

interface Listed {
  readonly name: string
  /** Where it was linked from. */
  readonly root?: string
}

/** None where nothing was ever installed, or the list itself is damaged, of which oclif warns. */
async function listed(dataDir: string): Promise<Listed[]> {
  try {
    const {oclif} = JSON.parse(await readFile(join(dataDir, 'package.json'), 'utf8')) as {
      readonly oclif?: {readonly plugins?: readonly (string | Listed)[]}
    }
    return (oclif?.plugins ?? []).map(one => (typeof one === 'string' ? {name: one} : one))
  } catch {
    return []
  }
}
