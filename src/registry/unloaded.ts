// Plugins a user installed or linked of which nothing is left that can be loaded; oclif leaves them out.
import {join} from 'node:path'
import type {Complaint, HookRunner} from './collect.ts'
import {listedPlugins} from './listed-plugins.ts'

/** A complaint for each plugin of the list in `dataDir` that is not among the loaded ones. */
export async function unloadedPlugins({dataDir, plugins}: HookRunner): Promise<Complaint[]> {
  if (dataDir === undefined || plugins === undefined) return []
  return (await listedPlugins(dataDir))
    .filter(({name}) => !plugins.has(name))
    .map(({name, root}) => ({
      plugin: name,
      reason: `${root ?? join(dataDir, 'node_modules', name)} is gone or holds no package.json that can be read: infer plugins uninstall ${name}`,
    }))
}
