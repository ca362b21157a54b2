// A question as data: what is shown, when it is asked, and what its answer makes of what is known so far.
import type {Config, KeyFault} from '@inferloop/config'
import type {OptionSpec} from '@inferloop/contract'
import type {Answers, Said} from './answers.ts'

export interface Choice {
  readonly value: string
  readonly name: string
  readonly description?: string
}

type Check = (text: string) => true | string | Promise<true | string>

/** What stands on the screen. */
export type Asked =
  | {
      readonly type: 'select'
      readonly message: string
      readonly choices: readonly Choice[]
      readonly default?: string
    }
  | {
      readonly type: 'checkbox'
      readonly message: string
      readonly choices: readonly Choice[]
      readonly default: readonly string[]
    }
  | {readonly type: 'input'; readonly message: string; readonly default?: string; readonly validate: Check}
  | {readonly type: 'confirm'; readonly message: string; readonly default: boolean}

export interface Column {
  readonly name: string
  readonly kind: string
  readonly evidence: string
}

/** What is known beside the answers. */
export interface Facts {
  /** The configuration that is there, or that of the template. */
  readonly base: Config
  /** Whether `base` is a file that is there. */
  readonly edits: boolean
  readonly templates: readonly {readonly name: string; readonly summary: string}[]
  readonly generators: readonly {
    readonly name: string
    readonly summary: string
    readonly options: readonly OptionSpec[]
  }[]
  /** Of the data, as infer takes them; none where there is no data yet. */
  readonly columns: readonly Column[]
  /** What `generate` writes while nobody says anything. */
  readonly output: string | undefined
  readonly keyFault: KeyFault
  /** Why a file is no table that can be read. */
  readonly dataFault: (path: string) => Promise<string | undefined>
  /** Why generate cannot write under these names, in the format that the configuration has. */
  readonly outputFault: (names: Pick<Answers, 'data' | 'output' | 'saveModel'>) => string | undefined
  /** Why a column cannot be taken for a kind, in the words of `--type`. */
  readonly kindFault: (column: string, kind: string) => string | undefined
}

export interface State {
  readonly template: string | undefined
  /** By flags and answers, over what the configuration says already. */
  readonly said: Said
  /** Names of questions that need no asking any more. */
  readonly done: readonly string[]
  /** What has to be asked before all others. */
  readonly queue: readonly Question[]
}

export interface Question {
  readonly name: string
  /** Always, when left out. */
  readonly suits?: (answers: Answers, facts: Facts) => boolean
  readonly asked: (answers: Answers, facts: Facts) => Asked
  readonly take: (state: State, answer: never, facts: Facts) => State
}
