// Before `infer plugins …`: install scripts are off unless the user allows them, and short names become those of packages.
import {packageNamed} from '../registry/known.ts'

interface Prerun {
  readonly Command: {readonly id: string}
  /** What follows the command; oclif hands the very array on. */
  readonly argv: string[]
}

export default async function prerun({Command, argv}: Prerun): Promise<void> {
  if (!Command.id.startsWith('plugins')) return
  decideScripts(process.env, process.env['INFER_ALLOW_SCRIPTS'] === '1')
  if (Command.id === 'plugins:link') return
  for (const [i, word] of argv.entries()) argv[i] = packageNamed(word)
}

/** npm and yarn, which run below us, read this before any file of settings; the last of several spellings would win. */
export function decideScripts(env: NodeJS.ProcessEnv, allowed: boolean): void {
  for (const name of Object.keys(env)) if (/^npm_config_ignore[-_]scripts$/i.test(name)) delete env[name]
  env['npm_config_ignore_scripts'] = String(!allowed)
}
