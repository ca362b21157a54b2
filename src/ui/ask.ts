// The door to inquirer: one question at a time, on standard error.
import {InferError} from '@inferloop/contract'
import type {Asked} from '../prompts/question.ts'
import {printableLine} from './printable.ts'

/** Given in place of an answer when Esc was pressed. */
export const BACK = Symbol('back')

/**
 * The answer, or BACK; undefined where nobody answers: Ctrl-D closes standard input.
 *
 * @throws InferError INFER_INTERRUPTED when the question is left with Ctrl-C; the signal's reason
 */
export async function ask(asked: Asked, signal: AbortSignal): Promise<unknown> {
  const {createPromptModule} = (await import('inquirer')).default
  const back = new AbortController()
  const onKey = (_: string, key: {readonly name?: string}) => key.name === 'escape' && back.abort()
  let ended: () => void
  const unanswered = new Promise<undefined>(resolve => (ended = () => resolve(undefined)))
  process.stdin.on('keypress', onKey).once('end', ended!)
  const prompt = createPromptModule({output: process.stderr, signal: AbortSignal.any([signal, back.signal])})
  try {
    const answered = prompt([questionOf(asked) as never]) as Promise<{answer: unknown}>
    return await Promise.race([answered.then(({answer}) => answer), unanswered])
  } catch (error) {
    signal.throwIfAborted()
    if (back.signal.aborted) return BACK
    if ((error as Error).name !== 'ExitPromptError') throw error
    throw nobodyAnswers(error)
  } finally {
    process.stdin.off('keypress', onKey).off('end', ended!)
  }
}

export const nobodyAnswers = (cause?: unknown): InferError =>
  new InferError('INFER_INTERRUPTED', {
    message: 'Interrupted; no file was written.',
    suggestions: ['run the command again'],
    cause,
  })

const KEYS: Readonly<Record<string, string>> = {'↑↓': 'move', '⏎': 'take it', space: 'mark'}

/** Lines that a narrow window would break are cut; what a choice is stands in full below. */
function questionOf(asked: Asked): object {
  const room = (process.stderr.columns ?? 80) - 6
  const page = Math.max(4, Math.min(15, (process.stderr.rows ?? 24) - 8))
  const keysHelpTip = (keys: [string, string][]) =>
    [...keys.filter(([key]) => key in KEYS).map(([key]) => `${key} ${KEYS[key]}`), 'esc back'].join(', ')
  const plain = {...asked, name: 'answer', message: printableLine(asked.message)}
  if (asked.type === 'input' || asked.type === 'confirm') return plain
  const choices = asked.choices.map(({value, name, description = ''}) => ({
    value,
    name: cut(printableLine(name), room),
    short: printableLine(value),
    ...(description === '' ? {} : {description: printableLine(description)}),
  }))
  return {...plain, choices, pageSize: page, loop: false, theme: {style: {keysHelpTip}}}
}

const cut = (text: string, room: number): string =>
  text.length > room ? `${text.slice(0, Math.max(1, room - 1))}…` : text
