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
  const near = firstWords(words)
    .map(typed => nearest(typed, known))
    .find(found => found !== undefined)
  const error = new InferError('INFER_OPTION', {
    message: `${config.bin} has no command "${words}".`,
    suggestions: [near === undefined ? `${config.bin} --help` : `${config.bin} ${near}`],
  })
  const {complaintOf, errorText} = await import('../ui/errors.ts')
  const {failed} = await import('../ui/json-shapes.ts')
  const usage = {command: config.bin, flags: [], topics: []}
  if (argv?.includes('--json') === true)
    process.stdout.write(`${JSON.stringify(failed(complaintOf(error, usage)), null, 2)}\n`)
  else process.stderr.write(errorText(error, usage, argv?.includes('--verbose') === true))
  throw new ExitError(EXIT.input)
}

/** `info generatr trees`, `info generatr`, `info`: arguments may stand behind what was meant as a command. */
function firstWords(words: string): string[] {
  const parts = words.split(' ')
  return parts.map((_, i) => parts.slice(0, parts.length - i).join(' '))
}
