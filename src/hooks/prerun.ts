// Before `infer plugins …`: install scripts are off unless the user allows them, and short names become those of packages.
import {packageNamed} from '../registry/known.ts'
import {listedPlugins} from '../registry/listed-plugins.ts'
import {decideScripts} from '../services/install-scripts.ts'

interface Prerun {
  readonly Command: {readonly id: string}
  /** What follows the command; oclif hands the very array on. */
  readonly argv: string[]
  readonly config: {readonly dataDir: string}
}

export default async function prerun({Command, argv, config}: Prerun): Promise<void> {
  if (!Command.id.startsWith('plugins')) return
  decideScripts(process.env, process.env['INFER_ALLOW_SCRIPTS'] === '1')
  if (Command.id === 'plugins:link') return
  // A plugin may be called like ours: what is there is meant by its own name.
  const there = Command.id === 'plugins:install' ? [] : await listedPlugins(config.dataDir)
  for (const [i, word] of argv.entries())
    if (!there.some(({name}) => name === word)) argv[i] = packageNamed(word)
}
