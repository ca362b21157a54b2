// The last lines a deployed thing wrote.
import {logsOfThing} from '@inferloop/provision'
import type {Session} from './session.ts'

export interface LogsResult {
  readonly file: string
  readonly stack: string
  readonly name: string
  readonly lines: readonly string[]
}

/** `onLine` hears each as it comes. Reads alone. @throws InferError of `logsOfThing` of packages/provision */
export async function logs(
  {place, stack, store, engine}: Session,
  {name, most}: {readonly name: string; readonly most: number},
  onLine: (line: string) => void,
): Promise<LogsResult> {
  const lines: string[] = []
  for await (const line of logsOfThing(engine, await store.read(stack.name), name, most)) {
    lines.push(line)
    onLine(line)
  }
  return {file: place.shown, stack: stack.name, name, lines}
}
