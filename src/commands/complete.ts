// infer complete -- WORDS: what may stand at the cursor, for the scripts of `infer autocomplete`; says nothing of what goes wrong.
import {InferCommand} from '../base-command.ts'

export default class Complete extends InferCommand {
  static override hidden = true
  static override strict = false
  static override enableJsonFlag = false
  static override summary = 'list what may be typed next, for the shell'

  async run(): Promise<void> {
    const {argv} = await this.parse(Complete)
    const {candidates} = await import('../services/completion/candidates.ts')
    const {surroundings} = await import('../services/completion/surroundings.ts')
    const {candidateLine} = await import('../ui/candidate-line.ts')
    const found = await candidates(argv as string[], surroundings(this.config, process.cwd()))
    for (const one of found) this.log(candidateLine(one))
  }

  protected override async catch(): Promise<never> {
    return this.exit(0)
  }
}
