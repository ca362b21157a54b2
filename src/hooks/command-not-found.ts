// What to say to `infer genrate`: the nearest command, or where the list is.
import {CLIError, ExitError} from '@oclif/core/errors'
import {nearest} from '@inferloop/contract'

interface NotFound {
  readonly id: string
  readonly argv?: readonly string[]
  readonly config: {
    readonly bin: string
    readonly commands: readonly {readonly id: string; readonly hidden: boolean}[]
  }
}

/** @throws CLIError always, exit 2 */
export default async function commandNotFound({id, argv, config}: NotFound): Promise<never> {
  const known = config.commands.filter(({hidden}) => !hidden).map(command => command.id.replaceAll(':', ' '))
  const words = id.replaceAll(':', ' ')
  const near = nearest(words, known) ?? nearest(words.split(' ')[0]!, known)
  const message = `${config.bin} has no command "${words}".`
  const suggestions = [near === undefined ? `${config.bin} --help` : `${config.bin} ${near}`]
  if (argv?.includes('--json') !== true) throw new CLIError(message, {exit: 2, suggestions})
  process.stdout.write(`${JSON.stringify({error: {code: 'INFER_OPTION', message, suggestions}}, null, 2)}\n`)
  throw new ExitError(2)
}
