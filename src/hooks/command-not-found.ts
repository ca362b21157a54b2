// What to say to `infer genrate`: the nearest command, or where the list is.
import {CLIError} from '@oclif/core/errors'
import {nearest} from '../registry/nearest.ts'

interface NotFound {
  readonly id: string
  readonly config: {
    readonly bin: string
    readonly commands: readonly {readonly id: string; readonly hidden: boolean}[]
  }
}

/** @throws CLIError always, exit 2 */
export default async function commandNotFound({id, config}: NotFound): Promise<never> {
  const known = config.commands.filter(({hidden}) => !hidden).map(command => command.id.replaceAll(':', ' '))
  const words = id.replaceAll(':', ' ')
  const near = nearest(words, known) ?? nearest(words.split(' ')[0]!, known)
  throw new CLIError(`${config.bin} has no command "${words}".`, {
    exit: 2,
    suggestions: [near === undefined ? `${config.bin} --help` : `${config.bin} ${near}`],
  })
}
