// Before a command: what others print is theirs again; before `infer plugins …` install scripts are off unless the user allows
// them, and short names become those of packages.
import {Console} from 'node:console'
import {packageNamed} from '../registry/known.ts'
import {listedPlugins} from '../registry/listed-plugins.ts'
import {decideScripts} from '../services/install-scripts.ts'

interface Prerun {
  readonly Command: {readonly id: string; readonly plugin?: {readonly type: string}}
  /** What follows the command; oclif hands the very array on. */
  readonly argv: string[]
  readonly config: {readonly dataDir: string}
}

export default async function prerun({Command, argv, config}: Prerun): Promise<void> {
  if ((Command.plugin?.type ?? 'core') !== 'core') freeConsole()
  if (!Command.id.startsWith('plugins')) return
  decideScripts(process.env, process.env['INFER_ALLOW_SCRIPTS'] === '1')
  if (Command.id === 'plugins:link') return
  // A plugin may be called like ours: what is there is meant by its own name.
  const there = Command.id === 'plugins:install' ? [] : await listedPlugins(config.dataDir)
  for (const [i, word] of argv.entries())
    if (!there.some(({name}) => name === word)) argv[i] = packageNamed(word)
}

/** A plugin's own command prints where it likes; until then bin/plugin-talk.js keeps standard output clean. */
function freeConsole(): void {
  const plain = new Console(process.stdout, process.stderr)
  for (const method of ['log', 'info', 'debug', 'dir', 'table'] as const)
    console[method] = plain[method].bind(plain)
}
