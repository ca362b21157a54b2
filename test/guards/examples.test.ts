// The help of each command has at least three examples, which type flags that exist, values that may be given and no argument too many.
import {expect} from 'chai'
import {read} from './sources.ts'

interface Flag {
  readonly char?: string
  readonly type: 'option' | 'boolean'
  readonly options?: readonly string[]
  readonly allowNo?: boolean
}
interface Command {
  readonly hidden?: boolean
  readonly examples?: readonly string[]
  readonly args: Readonly<Record<string, object>>
  readonly flags: Readonly<Record<string, Flag>>
}

const {commands} = JSON.parse(read('oclif.manifest.json')) as {
  readonly commands: Readonly<Record<string, Command>>
}
const shown = Object.entries(commands).filter(([, {hidden}]) => hidden !== true)

/** The example as it stands in the help. */
const rendered = (id: string, example: string): string =>
  example.replace('<%= config.bin %>', 'infer').replace('<%= command.id %>', id.replaceAll(':', ' '))

/** The longest run of words after `infer` that is a command. */
function commandIn(words: readonly string[]): [id: string, rest: readonly string[]] {
  for (let count = 3; count > 0; count--) {
    const id = words.slice(0, count).join(':')
    if (id in commands) return [id, words.slice(count)]
  }
  throw new Error(`no command in ${words.join(' ')}`)
}

function flagOf(word: string, flags: Command['flags']): Flag | undefined {
  if (!word.startsWith('--')) return Object.values(flags).find(({char}) => `-${char}` === word)
  const name = word.slice(2).split('=', 1)[0]!
  if (name in flags) return flags[name]
  const denied = flags[name.replace(/^no-/, '')]
  return denied?.allowNo === true ? denied : undefined
}

/** What is wrong with words after a command. */
function faultsOf({args, flags}: Command, words: readonly string[]): string[] {
  const faults: string[] = []
  let bare = 0
  for (let at = 0; at < words.length; at++) {
    const word = words[at]!
    if (word === '-' || !word.startsWith('-')) {
      bare++
      continue
    }
    const flag = flagOf(word, flags)
    if (flag === undefined) faults.push(`${word} is no flag`)
    else if (flag.type === 'option') {
      const value = word.includes('=') ? word.slice(word.indexOf('=') + 1) : words[++at]
      if (value === undefined) faults.push(`${word} has no value`)
      else if (flag.options?.includes(value) === false) faults.push(`${word} takes no ${value}`)
    }
  }
  if (bare > Object.keys(args).length) faults.push(`${bare} arguments`)
  return faults
}

describe('the examples in the help', () => {
  for (const [id, {examples = []}] of shown)
    it(`of infer ${id.replaceAll(':', ' ')} are three at least, and can be typed`, () => {
      expect(examples.length).to.be.at.least(3)
      expect(new Set(examples).size).to.equal(examples.length)
      for (const example of examples) {
        const line = rendered(id, example)
        const [, words] = /(?:^|[\s(])infer ([^)>]*)/.exec(line) ?? []
        expect(words, line).to.be.a('string')
        const [command, rest] = commandIn(words!.trim().split(/\s+/))
        expect(command.startsWith(id), `${line} is of ${command}`).to.equal(true)
        expect(faultsOf(commands[command]!, rest), line).to.deep.equal([])
      }
    })
})
