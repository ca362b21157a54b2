// infer validate: a real and a synthetic table in; what is alike, what is not, and whether it may go out.
import * as Args from '@oclif/core/args'
import * as Flags from '@oclif/core/flags'
import {InferCommand} from '../base-command.ts'
import {configFlags} from '../config-flags.ts'
import {columnFlags, inputFlags} from '../table-flags.ts'
import type {ValidateResult} from '../services/validate-report.ts'
import type {ValidateSettings} from '../ui/run-validate.ts'

export default class Validate extends InferCommand {
  static override summary = 'judge a synthetic table beside the real one'
  static override description =
    `Scores columns, pairs, detection, utility and privacy, says why scores are low, and ends with exit code 3 when a gate fails.
Structure and rows equal to real ones are always gates; the others when a limit is given. Give --holdout, real rows the generator has not seen, to judge copying.`
  static override args = {
    real: Args.string({description: 'file that was learnt from; - is standard input'}),
    synthetic: Args.string({description: 'the synthetic one'}),
  }
  static override examples = [
    '<%= config.bin %> <%= command.id %> data.csv data.synthetic.csv',
    '<%= config.bin %> <%= command.id %> train.csv synth.csv --holdout test.csv --target income --output report.html',
    '<%= config.bin %> <%= command.id %> train.csv synth.csv --min-quality 0.9 --max-identical 0.001 --output junit.xml',
    '<%= config.bin %> <%= command.id %> train.csv synth.csv --baseline report.json --max-drift 0.01',
    '<%= config.bin %> <%= command.id %> --job customers',
  ]
  static override flags = {
    holdout: Flags.string({
      description: 'real rows that were kept from the generator, for copying and membership',
      helpValue: 'file',
    }),
    target: Flags.string({
      description:
        'columns to predict: trained on synthetic rows, tested on real ones; commas between names, may be repeated',
      helpValue: 'names',
      multiple: true,
      multipleNonGreedy: true,
    }),
    ...columnFlags,
    output: Flags.string({
      char: 'o',
      description: 'report to write: .html, .json, .md, .xml (junit) or .sarif; may be repeated',
      helpValue: 'file',
      multiple: true,
      multipleNonGreedy: true,
    }),
    quick: Flags.boolean({
      description:
        'columns, pairs and identical rows alone: no accuracy, detection, utility, distances or attacks',
      allowNo: true,
    }),
    'min-quality': Flags.string({
      description: 'fail below this quality score, 0 to 1',
      helpValue: 'score',
      helpGroup: 'GATE',
    }),
    'max-detection': Flags.string({
      description: 'fail above this detection auc, 0.5 to 1',
      helpValue: 'auc',
      helpGroup: 'GATE',
    }),
    'max-copy-index': Flags.string({
      description: 'fail above this copy index, 0 to 1; needs --holdout',
      helpValue: 'index',
      helpGroup: 'GATE',
    }),
    'max-identical': Flags.string({
      description:
        'fail above this share of rows equal to a real one; what is natural for the table by default',
      helpValue: 'share',
      helpGroup: 'GATE',
    }),
    baseline: Flags.string({
      description: 'report (.json) of an earlier run: shows what changed and fails on drift',
      helpValue: 'file',
      helpGroup: 'GATE',
    }),
    'max-drift': Flags.string({
      description: 'most a score may be worse than in the baseline; 0.02 by default',
      helpValue: 'score',
      helpGroup: 'GATE',
    }),
    card: Flags.string({
      description: 'data card to check the synthetic file against; the one beside it by default',
      helpValue: 'file',
      helpGroup: 'GATE',
    }),
    seed: Flags.string({
      description: 'whole number the randomness starts from; 1 by default',
      helpValue: 'number',
    }),
    ...inputFlags,
    threads: Flags.string({
      description: 'threads to use, 1 to 256; the processors there are by default, at most 8',
      helpValue: 'count',
    }),
    force: Flags.boolean({description: 'replace files that are no reports', allowNo: true}),
    ...configFlags,
  }

  async run(): Promise<ValidateResult> {
    const settings = await this.settings<ValidateSettings>('validate', await this.parse(Validate))
    const {runValidate} = await import('../ui/run-validate.ts')
    const result = await runValidate(settings)
    if (!result.verdict.passed) process.exitCode = 3
    return result
  }
}
