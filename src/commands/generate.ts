// infer generate: a table, or a model, in; synthetic rows out.
import * as Args from '@oclif/core/args'
import * as Flags from '@oclif/core/flags'
import {InferCommand} from '../base-command.ts'
import {configFlags} from '../config-flags.ts'
import {columnFlags, inputFlags} from '../table-flags.ts'
import type {GenerateResult} from '../services/generate-options.ts'
import type {GenerateSettings} from '../ui/run-generate.ts'

export default class Generate extends InferCommand {
  static override summary = 'learn a table and write a synthetic one like it'
  static override description =
    'Reads and writes CSV, Parquet, JSON, NDJSON, Arrow and Excel, also packed (.gz, .zst, .zip). The same seed gives the same bytes, on any number of threads. Nothing is sent anywhere.'
  static override args = {
    data: Args.string({description: 'file, or folder of parts, to learn from; - is standard input'}),
  }
  static override examples = [
    '<%= config.bin %> <%= command.id %> data.csv',
    '<%= config.bin %> <%= command.id %> data.csv --rows 100000 --output synth.parquet --seed 7',
    '<%= config.bin %> <%= command.id %> data.csv --privacy high --categorical zip,grade --save-model data.infer',
    '<%= config.bin %> <%= command.id %> sales.xlsx --type born=datetime:%d.%m.%Y --key customer --drop draft --output synth.json.gz',
    '<%= config.bin %> <%= command.id %> data.csv --generator ctgan --epochs 300 --max-time 5m',
    '<%= config.bin %> <%= command.id %> --model data.infer --rows 500 --output -',
    '<%= config.bin %> <%= command.id %> --job customers',
  ]
  static override flags = {
    generator: Flags.string({
      char: 'g',
      description: 'installed generator to use; trees by default',
      helpValue: 'name',
    }),
    rows: Flags.string({
      char: 'n',
      description: 'rows to make; as many as were learnt from by default',
      helpValue: 'count',
    }),
    output: Flags.string({
      char: 'o',
      description: 'file to write, - is standard output; data.synthetic.csv beside data.csv by default',
      helpValue: 'file',
    }),
    format: Flags.string({
      description: "format to write; by the output's name by default, else that of the input",
      options: ['csv', 'parquet', 'json', 'ndjson', 'arrow', 'excel'],
    }),
    seed: Flags.string({
      description: 'whole number the randomness starts from; 1 by default',
      helpValue: 'number',
    }),
    threads: Flags.string({
      description: 'threads to use, 1 to 256; the processors there are by default, at most 8',
      helpValue: 'count',
    }),
    privacy: Flags.string({
      description: 'how far rows keep from those learnt; default by default',
      options: ['low', 'default', 'high'],
    }),
    'fit-rows': Flags.string({
      description:
        'most rows to learn from, a sample that the seed decides; as many as memory holds by default',
      helpValue: 'count',
    }),
    ...columnFlags,
    epochs: Flags.string({
      description: 'epochs of training, of a generator that trains; the same as --option epochs=count',
      helpValue: 'count',
    }),
    'max-time': Flags.string({
      description: 'longest time to train, such as 60s, 5m or 1h; 0, the default, is no limit',
      helpValue: 'time',
    }),
    option: Flags.string({
      description: "an option of the generator's own, may be repeated; infer info generator trees lists them",
      helpValue: 'name=value',
      multiple: true,
      multipleNonGreedy: true,
    }),
    'save-model': Flags.string({
      description: 'file to keep what was learnt in, such as data.infer',
      helpValue: 'file',
    }),
    model: Flags.string({description: 'saved model to draw from, in place of a table', helpValue: 'file'}),
    ...inputFlags,
    card: Flags.boolean({
      description: 'write a data card beside the output, <output>.card.json; on by default',
      allowNo: true,
      default: true,
    }),
    force: Flags.boolean({description: 'replace files that are there', allowNo: true}),
    ...configFlags,
  }

  async run(): Promise<GenerateResult> {
    const settings = await this.settings<GenerateSettings>('generate', await this.parse(Generate))
    const {runGenerate} = await import('../ui/run-generate.ts')
    return runGenerate(settings, this.config)
  }
}
