// What oclif's parser finds wrong, in our words: with what was typed, and the nearest thing that exists.
import {nearest} from '@inferloop/contract'

/** What can be typed at a command. */
export interface Usage {
  /** `infer info generator`. */
  readonly command: string
  /** Names of its flags, without dashes. */
  readonly flags: readonly string[]
  /** Commands below it: `infer info generator` is one of `infer info`. */
  readonly topics: readonly string[]
}

interface Said {
  readonly message: string
  readonly suggestions: readonly string[]
}

/** What the parser's error becomes; its own words where they say all there is. */
export function usageFault(error: Error, {command, flags, topics}: Usage): Said {
  const help = `${command} --help`
  const {flags: strangers} = error as {flags?: readonly string[]}
  if (strangers !== undefined) {
    const typed = strangers.map(one => one.split('=', 1)[0]!)
    const near = typed.flatMap(one => nearestFlag(one, flags) ?? [])
    return {message: `${command} has no flag ${typed.join(' and none ')}.`, suggestions: [...near, help]}
  }
  const message = error.message.replace(/\s*See more help with --help\s*$/, '')
  const [, flag, value, list] = /^Expected (--[\w-]+)=([\s\S]*) to be one of: (.*)$/.exec(message) ?? []
  if (list !== undefined) {
    const choices = list.split(', ')
    const near = nearest(value!, choices)
    return {
      message: `${flag} should be one of ${list}, was "${value}".`,
      suggestions: [...(near === undefined ? [] : [`${flag} ${near}`]), help],
    }
  }
  const [, words] = /^Unexpected arguments?: (.*)$/.exec(message) ?? []
  if (words !== undefined) {
    const below = topics.map(topic => topic.slice(command.length + 1))
    const near = nearest(words.split(', ', 1)[0]!, below)
    return {
      message: `${command} does not know what to do with "${words.replaceAll(', ', ' ')}".`,
      suggestions: [...(near === undefined ? [] : [`${command} ${near}`]), help],
    }
  }
  return {message, suggestions: [help]}
}

/** `--rows` for `--rowz`, `--privacy` for `--no-privacy`. */
function nearestFlag(typed: string, flags: readonly string[]): string | undefined {
  const name = typed.replace(/^--?/, '')
  const near = nearest(name, flags) ?? nearest(name.replace(/^no-/, ''), flags)
  return near === undefined ? undefined : `--${near}`
}
