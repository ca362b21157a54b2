// The flags that name a stack, for a command that is to be typed next.
import {shellWord} from '../shell-word.ts'
import type {StackFlags} from './host.ts'

/** ` --file prod.yaml --state ../state`; empty where the command would find the same stack without. */
export function namedAgain({file, state, set = []}: StackFlags): string {
  const words = [
    ...(file === undefined ? [] : ['--file', file]),
    ...(state === undefined ? [] : ['--state', state]),
    ...set.flatMap(one => ['--set', one]),
  ]
  return words.map(word => ` ${shellWord(word)}`).join('')
}

/** A suggestion that is a command on the same stack, with the flags that name it. */
export function suggestedAgain(suggestion: string, flags: StackFlags): string {
  const isCommand = /^infer deploy\b/.test(suggestion)
  const names = /^infer deploy (template|providers)\b| (--file|-f|--state|--set)\b/.test(suggestion)
  if (!isCommand || names) return suggestion
  if (!/^infer deploy list\b/.test(suggestion)) return suggestion + namedAgain(flags)
  return suggestion + namedAgain({state: flags.state})
}
