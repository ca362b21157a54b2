// Around whatever only reads a deployed stack: a connection, and an end that waits for nothing.
import {interruptible} from '../../interrupt.ts'
import {type Session, withSession} from '../../services/deploy/session.ts'
import {choiceOf, type Host, type StackFlags, surroundings} from './host.ts'

/** @throws InferError of `withSession` and of the work; INFER_INTERRUPTED */
export function reading<T>(
  flags: StackFlags,
  host: Host,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  const choice = choiceOf(flags)
  return interruptible(signal => withSession(choice, surroundings(host, signal), work))
}
