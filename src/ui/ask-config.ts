// The questions of `infer create-config` on the screen, and the way back through them.
import {errorCode} from '@inferloop/contract'
import {answersIn, nextQuestion} from '../prompts/create-config.ts'
import type {Asked, State} from '../prompts/question.ts'
import type {Existing} from '../services/config-place.ts'
import type {Made, Session} from '../services/config-session.ts'
import {ask, BACK, nobodyAnswers} from './ask.ts'
import {printable} from './printable.ts'
import {onStderr} from './theme.ts'

const HOW =
  'Enter takes what is offered, Backspace clears it,\nEsc goes back one step, Ctrl-C leaves without a file.'

/** @throws InferError INFER_INTERRUPTED */
export async function askConfig(session: Session, path: string, signal: AbortSignal): Promise<Made> {
  say(onStderr.quiet(HOW))
  const before: State[] = []
  let state = session.start
  for (;;) {
    const facts = await session.factsOf(state)
    const question = nextQuestion(state, facts)
    const made = question === undefined ? await session.made(state).catch(refused) : undefined
    if (made instanceof Error) {
      const last = before.pop()
      if (last === undefined || signal.aborted) throw made
      say(`\n${onStderr.doubtful(made.message)}`)
      state = last
      continue
    }
    if (made !== undefined) say(`\n${made.text.text}`)
    const asked = question === undefined ? writeIt(path) : question.asked(answersIn(state, facts), facts)
    const answer = await ask(asked, signal)
    if (answer === undefined) throw nobodyAnswers()
    if (answer === BACK || (question === undefined && answer !== 'write')) state = before.pop() ?? state
    else if (question === undefined) return made!
    else {
      const next = question.take(state, answer as never, facts)
      if (!(await session.isReady(next))) continue
      before.push(state)
      state = next
    }
  }
}

/** What the answers so far cannot make: it is shown, and the last of them asked again. @throws what is no fault of theirs */
function refused(error: unknown): Error {
  if (errorCode(error) === undefined) throw error
  return error as Error
}

const writeIt = (path: string): Asked => ({
  type: 'select',
  message: `Write this to ${path}?`,
  choices: [
    {value: 'write', name: 'Yes'},
    {value: 'back', name: 'No: back to the last question'},
  ],
})

/** What to do with a file that is there. @throws InferError INFER_INTERRUPTED */
export async function askExisting(path: string, signal: AbortSignal): Promise<Existing | undefined> {
  const asked: Asked = {
    type: 'select',
    message: `${path} is there already.`,
    choices: [
      {value: 'edit', name: 'Change it', description: 'what you do not change stays, remarks too'},
      {value: 'replace', name: 'Begin anew', description: 'it is replaced when all is answered'},
      {value: 'leave', name: 'Leave it as it is'},
    ],
  }
  const answer = await ask(asked, signal)
  return answer === 'edit' || answer === 'replace' ? answer : undefined
}

const say = (text: string): void => void process.stderr.write(`${printable(text)}\n`)
