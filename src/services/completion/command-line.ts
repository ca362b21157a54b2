// What stands on a command line that is being typed: which command, which flags have been given, and what the current word is.

export interface FlagFacts {
  readonly name: string
  readonly char?: string | undefined
  readonly type: string
  readonly description?: string | undefined
  readonly summary?: string | undefined
  readonly options?: readonly string[] | undefined
  readonly multiple?: boolean | undefined
  readonly allowNo?: boolean | undefined
  readonly hidden?: boolean | undefined
}

export interface CommandFacts {
  /** `info:generator`. */
  readonly id: string
  readonly hidden: boolean
  readonly summary?: string | undefined
  readonly description?: string | undefined
  readonly flags: Readonly<Record<string, FlagFacts>>
  readonly args: Readonly<
    Record<string, {readonly name: string; readonly options?: readonly string[] | undefined}>
  >
}

export interface CommandLine {
  /** Undefined while its name is typed. */
  readonly command: CommandFacts | undefined
  /** Words of its name, with `:` between. */
  readonly topic: string
  readonly args: readonly string[]
  readonly flags: ReadonlyMap<string, readonly string[]>
  /** The flag whose value is being typed. */
  readonly pending: FlagFacts | undefined
  /** What is typed of the value or word, and what stands before it in the same word: `--type=`. */
  readonly current: string
  readonly before: string
}

/** `words` are those after `infer`, the last the one at the cursor, empty where nothing is typed of it. */
export function commandLine(words: readonly string[], commands: readonly CommandFacts[]): CommandLine {
  const done = words.slice(0, -1)
  const last = words.at(-1) ?? ''
  let length = 0
  while (length < done.length && isTopic(done.slice(0, length + 1).join(':'), commands)) length++
  const topic = done.slice(0, length).join(':')
  const command = commands.find(({id}) => id === topic)
  const args: string[] = []
  const flags = new Map<string, readonly string[]>()
  let pending: FlagFacts | undefined
  for (const word of done.slice(length)) {
    if (pending !== undefined) {
      flags.set(pending.name, [...(flags.get(pending.name) ?? []), word])
      pending = undefined
      continue
    }
    const [flag, value] = flagIn(word, command)
    if (flag === undefined) args.push(word)
    else if (flag.type === 'option' && value === undefined) pending = flag
    else flags.set(flag.name, [...(flags.get(flag.name) ?? []), value ?? ''])
  }
  const [flag, value] = pending === undefined ? flagIn(last, command) : []
  if (flag === undefined || value === undefined)
    return {command, topic, args, flags, pending, current: last, before: ''}
  return {
    command,
    topic,
    args,
    flags,
    pending: flag,
    current: value,
    before: last.slice(0, last.length - value.length),
  }
}

const isTopic = (words: string, commands: readonly CommandFacts[]): boolean =>
  commands.some(({id}) => id === words || id.startsWith(`${words}:`))

/** `--rows=5`, `--rows`, `-n`; undefined for what is no flag. */
function flagIn(
  word: string,
  command: CommandFacts | undefined,
): [flag?: FlagFacts, value?: string | undefined] {
  const [, name, value] = /^--?([a-z][\w-]*)(?:=([\s\S]*))?$/i.exec(word) ?? []
  if (name === undefined || command === undefined) return []
  const flags = Object.values(command.flags)
  const found = flags.find(flag =>
    word.startsWith('--') ? [flag.name, `no-${flag.name}`].includes(name) : flag.char === name,
  )
  return found === undefined ? [] : [found, value]
}
