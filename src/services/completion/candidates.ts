// What may stand at the cursor of a command line: commands, flags and values, with a word on each.
import type {OptionSpec} from '@inferloop/contract'
import {type CommandFacts, type CommandLine, commandLine, type FlagFacts} from './command-line.ts'

export interface Candidate {
  readonly value: string
  readonly about: string
}

/** What is looked up only when it is asked for. */
export interface Surroundings {
  readonly commands: readonly CommandFacts[]
  generators(): Promise<
    readonly {readonly name: string; readonly summary: string; readonly options: readonly OptionSpec[]}[]
  >
  /** Names of a table's columns; none where they cannot be read quickly. */
  columns(path: string): Promise<readonly string[]>
  /** The table and the jobs that the configuration names. */
  configured(): Promise<{readonly data?: string; readonly jobs: readonly string[]}>
}

/** None where files may stand, or anything. */
export async function candidates(words: readonly string[], around: Surroundings): Promise<Candidate[]> {
  const line = commandLine(words, around.commands)
  const {current, before} = line
  const offered = await offers(line, around)
  return offered
    .filter(({value}) => value.startsWith(current) && value !== '')
    .map(({value, about}) => ({value: before + value, about}))
}

async function offers(line: CommandLine, around: Surroundings): Promise<Candidate[]> {
  const {command, topic, pending, current, args} = line
  if (pending !== undefined) return values(pending, line, around)
  if (current.startsWith('-')) return command === undefined ? [] : flagsOf(command, line)
  const below = args.length === 0 ? commandsBelow(topic, around.commands) : []
  const arg = Object.values(command?.args ?? {})[args.length]
  if (arg?.options !== undefined) return [...below, ...plain(arg.options)]
  if (topic === 'info:generator') return generatorsOf(around)
  return below
}

/** The next word of every command that begins with `topic`. */
function commandsBelow(topic: string, commands: readonly CommandFacts[]): Candidate[] {
  const start = topic === '' ? '' : `${topic}:`
  const found = new Map<string, string>()
  for (const {id, hidden, summary, description} of commands) {
    if (hidden || !id.startsWith(start)) continue
    const [word, ...rest] = id.slice(start.length).split(':')
    if (rest.length === 0 || !found.has(word!)) found.set(word!, summary ?? description ?? '')
  }
  return [...found].map(([value, about]) => ({value, about}))
}

/** Flags that have not been given, and those that may be given again. */
function flagsOf({flags}: CommandFacts, {current, flags: given}: CommandLine): Candidate[] {
  const free = Object.values(flags).filter(
    ({name, hidden, multiple}) => hidden !== true && (multiple === true || !given.has(name)),
  )
  const offered = free.flatMap(({name, allowNo, summary, description}) => {
    const about = summary ?? description ?? ''
    const denied = allowNo === true && current.startsWith('--no') ? [{value: `--no-${name}`, about}] : []
    return [{value: `--${name}`, about}, ...denied]
  })
  return [...offered, {value: '--help', about: 'how to use it'}]
}

async function values(flag: FlagFacts, line: CommandLine, around: Surroundings): Promise<Candidate[]> {
  if (flag.options !== undefined) return plain(flag.options)
  switch (flag.name) {
    case 'generator':
      return generatorsOf(around)
    case 'option':
      return optionsOf(line, around)
    case 'job':
      return plain((await around.configured()).jobs)
    case 'type':
      return kinds(line.current, await columnsOf(line, around))
    case 'categorical':
    case 'key':
    case 'text':
    case 'drop':
    case 'target':
      return listed(line.current, await columnsOf(line, around))
    default:
      return []
  }
}

const plain = (words: readonly string[]): Candidate[] => words.map(value => ({value, about: ''}))

const generatorsOf = async (around: Surroundings): Promise<Candidate[]> =>
  (await around.generators()).map(({name, summary}) => ({value: name, about: summary}))

/** Of the generator named before, else of the default; values too where they can be listed. */
async function optionsOf({flags, current}: CommandLine, around: Surroundings): Promise<Candidate[]> {
  const wanted = flags.get('generator')?.at(-1) ?? 'trees'
  const {options = []} = (await around.generators()).find(({name}) => name === wanted) ?? {}
  const chosen = options.find(({name}) => current.startsWith(`${name}=`))
  if (chosen === undefined) return options.map(({name, summary}) => ({value: `${name}=`, about: summary}))
  const known = chosen.type === 'boolean' ? ['true', 'false'] : (chosen.choices ?? [])
  return plain(known.map(value => `${chosen.name}=${value}`))
}

/** Of the first table named, else of the configuration's. */
async function columnsOf({args}: CommandLine, around: Surroundings): Promise<readonly string[]> {
  const file = args[0] ?? (await around.configured()).data
  return file === undefined ? [] : around.columns(file)
}

/** `born=`, then `born=datetime`. */
async function kinds(current: string, columns: readonly string[]): Promise<Candidate[]> {
  const column = columns.find(name => current.startsWith(`${name}=`))
  if (column === undefined) return plain(columns.map(name => `${name}=`))
  const {ASKED_KINDS} = await import('@inferloop/table')
  return plain(ASKED_KINDS.map(kind => `${column}=${kind}`))
}

/** Names with commas between: those before stay, and are not offered again. */
function listed(current: string, columns: readonly string[]): Candidate[] {
  const before = current.slice(0, current.lastIndexOf(',') + 1)
  const taken = before.split(',')
  return plain(columns.filter(name => !taken.includes(name)).map(name => before + name))
}
