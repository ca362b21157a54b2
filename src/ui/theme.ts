// The few colours we use, for standard output and standard error; none where NO_COLOR is set or nobody looks.
import {Chalk, type ChalkInstance, supportsColor, supportsColorStderr} from 'chalk'

export interface Theme {
  readonly title: (text: string) => string
  readonly name: (text: string) => string
  readonly quiet: (text: string) => string
  readonly good: (text: string) => string
  readonly doubtful: (text: string) => string
  readonly bad: (text: string) => string
}

const plain = 'NO_COLOR' in process.env && process.env['NO_COLOR'] !== ''

function theme(level: number): Theme {
  const chalk: ChalkInstance = new Chalk({level: (plain ? 0 : level) as 0 | 1 | 2 | 3})
  return {
    title: chalk.bold,
    name: chalk.cyan,
    quiet: chalk.dim,
    good: chalk.green,
    doubtful: chalk.yellow,
    bad: chalk.red,
  }
}

export const onStdout = theme(supportsColor === false ? 0 : supportsColor.level)
export const onStderr = theme(supportsColorStderr === false ? 0 : supportsColorStderr.level)
