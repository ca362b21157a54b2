// The generators installed beside infer, for programs: oclif's Config is the way to them, loaded when it is needed.
import {fileURLToPath} from 'node:url'
import {type Collected, collectGenerators} from './collect.ts'

/** The same plugins as the command finds: those that come along and those `infer plugins install` added. */
export async function installedGenerators(): Promise<Collected> {
  const [{Config}, {settings}] = await Promise.all([
    import('@oclif/core/config'),
    import('@oclif/core/settings'),
  ])
  settings.enableAutoTranspile = false
  const root = fileURLToPath(new URL('../..', import.meta.url))
  return collectGenerators(await Config.load({root}))
}
