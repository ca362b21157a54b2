// infer deploy list: the stacks that a folder remembers.
import * as Flags from '@oclif/core/flags'
import {DeployCommand} from '../../deploy-command.ts'
import type {StackList} from '../../services/deploy/list-stacks.ts'

export default class List extends DeployCommand {
  static override summary = 'list the stacks deployed from a folder'
  static override description =
    'Needs no stack file and no provider. A stack whose state is damaged is listed with what is wrong.'
  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --state ../shop/.infer/deploy',
    '<%= config.bin %> <%= command.id %> --state /srv/shop/.infer/deploy --json',
  ]
  static override flags = {
    state: Flags.string({
      description: 'folder where state is kept; .infer/deploy here by default',
      helpValue: 'folder',
    }),
  }

  async run(): Promise<StackList> {
    const {flags} = await this.parse(List)
    const host = await this.host({})
    const {listStacks} = await import('../../services/deploy/list-stacks.ts')
    const {listText} = await import('../../ui/deploy/list-text.ts')
    const {onStdout} = await import('../../ui/theme.ts')
    const found = await listStacks(flags.state, {cwd: process.cwd(), env: process.env})
    host.print(listText(found, onStdout))
    return found
  }
}
