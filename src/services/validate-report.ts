// What `infer validate --json` prints, `--output report.json` keeps and `--baseline` reads. Plain JSON.
import type {Judgement} from '@inferloop/report'
import type {ValidateStage} from './validate-options.ts'

/** Raised when a field changes its meaning or goes; new fields do not raise it. */
export const REPORT_FORMAT = 1

export interface JudgedFile {
  readonly file: string
  readonly rows: number
  readonly columns: number
  /** Fingerprint of names and cells, the same as that of a model's training data. */
  readonly sha256: string
}

export interface Gate {
  readonly name:
    | 'structure'
    | 'identical-rows'
    | 'copied-text'
    | 'quality'
    | 'detection'
    | 'copy-index'
    | 'drift'
    | 'card'
  /** null where nothing is counted, such as a card that is another file's. */
  readonly limit: number | null
  readonly value: number | null
  readonly passed: boolean
  /** One sentence: what was found, and by how much it is over the limit. */
  readonly said: string
}

export interface Warning {
  readonly code:
    | 'columns'
    | 'unreadable'
    | 'overlap'
    | 'no-holdout'
    | 'few-rows'
    | 'card'
    | 'sampled'
    | 'baseline'
    | 'plugin'
  readonly message: string
}

/** A number of the earlier report and of this one. `worse` is how much it lost, negative where it got better. */
export interface Change {
  readonly name: string
  readonly before: number | null
  readonly now: number | null
  readonly worse: number
}

export interface Verdict {
  readonly passed: boolean
  /** What was found, in plain words, the most important first. */
  readonly sentences: readonly string[]
}

export interface ValidateReport extends Judgement {
  readonly report: 'infer validate'
  readonly format: typeof REPORT_FORMAT
  /** Version of infer. */
  readonly infer: string
  readonly seed: number
  readonly real: JudgedFile
  readonly synthetic: JudgedFile
  readonly holdout: JudgedFile | null
  readonly verdict: Verdict
  readonly gates: readonly Gate[]
  readonly warnings: readonly Warning[]
  /** What changed since the report given as --baseline. */
  readonly baseline: {
    readonly file: string
    readonly changes: readonly Change[]
    /** Names of the numbers that only the earlier report has. */
    readonly gone: readonly string[]
  } | null
}

/** The report, and what is not the same in two runs of the same seed. */
export interface ValidateResult extends ValidateReport {
  readonly outputs: readonly {readonly path: string; readonly bytes: number}[]
  readonly threads: number
  /** Wall time of each stage. */
  readonly seconds: Readonly<Record<ValidateStage | 'total', number>>
}
