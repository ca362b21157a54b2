// Which showing of progress suits the run: a live list in a terminal; lines in logs, in CI and with --verbose, which has much to say between.
import {lineView, silentView} from './lines.ts'
import {printable} from './printable.ts'
import type {AnyStage, ProgressView} from './progress.ts'
import {taskView} from './tasks.ts'

export interface Loudness {
  readonly quiet: boolean
  readonly json: boolean
  readonly verbose: boolean
}

export function viewOf(
  {quiet, json, verbose}: Loudness,
  stages: readonly AnyStage[],
): Promise<ProgressView> | ProgressView {
  if (quiet || json) return silentView
  if (!verbose && isTerminal(process.stderr)) return taskView(stages)
  const lines = lineView(line => process.stderr.write(`${printable(line)}\n`))
  return verbose ? lines : {...lines, log: () => undefined}
}

export const isTerminal = (stream: {readonly isTTY?: boolean}): boolean =>
  stream.isTTY === true && (process.env['CI'] ?? '') === ''
