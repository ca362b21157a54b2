// What to say to `infer genrate`: the nearest command, or where the list is.
import {ExitError} from '@oclif/core/errors'
import {EXIT, InferError, nearest} from '@inferloop/contract'

interface NotFound {
  readonly id: string
  readonly argv?: readonly string[]
  readonly config: {
    readonly bin: string
    readonly commands: readonly {readonly id: string; readonly hidden: boolean}[]
  }
}

/** @throws ExitError always, with 2, when it has said so */
export default async function commandNotFound({id, argv, config}: NotFound): Promise<never> {
  const known = config.commands.filter(({hidden}) => !hidden).map(command => command.id.replaceAll(':', ' '))
  const words = id.replaceAll(':', ' ')
  const near = nearest(words, known) ?? nearest(words.split(' ')[0]!, known)
  const error = new InferError('INFER_OPTION', {
    message: `${config.bin} has no command "${words}".`,
    suggestions: [near === undefined ? `${config.bin} --help` : `${config.bin} ${near}`],
  })
  const {complaintOf, errorText} = await import('../ui/errors.ts')
  if (argv?.includes('--json') === true)
    process.stdout.write(`${JSON.stringify({error: complaintOf(error, config.bin)}, null, 2)}\n`)
  else process.stderr.write(errorText(error, config.bin, argv?.includes('--verbose') === true))
  throw new ExitError(EXIT.input)
}
