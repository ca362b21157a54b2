// Which showing of progress suits the run: a live list in a terminal; lines in logs, in CI and with --verbose, which has much to say between.
import {lineView, silentView} from './lines.ts'
import {printable} from './printable.ts'
import type {AnyStage, ProgressView} from './progress.ts'
import {taskView} from './tasks.ts'

export interface Loudness {
  readonly quiet: boolean
  readonly json: boolean
  readonly verbose: boolean
  /** Puts references to the environment in place of what they stand for. */
  readonly hide: (text: string) => string
}

export function viewOf(
  {quiet, json, verbose, hide}: Loudness,
  stages: readonly AnyStage[],
): Promise<ProgressView> | ProgressView {
  if (quiet || json) return silentView
  if (!verbose && isTerminal(process.stderr))
    return Promise.resolve(taskView(stages)).then(view => hidden(view, hide))
  const lines = hidden(
    lineView(line => process.stderr.write(`${printable(line)}\n`)),
    hide,
  )
  return verbose ? lines : {...lines, log: () => undefined}
}

/** Before anything is put into lines, which may break a value in two. */
function hidden(view: ProgressView, hide: Loudness['hide']): ProgressView {
  return {
    ...view,
    tell: event => view.tell(event.note === undefined ? event : {...event, note: hide(event.note)}),
    log: line => view.log(hide(line)),
  }
}

export const isTerminal = (stream: {readonly isTTY?: boolean}): boolean =>
  stream.isTTY === true && (process.env['CI'] ?? '') === ''
