// Flags that the commands of `infer deploy` share.
import * as Flags from '@oclif/core/flags'

/** Which stack. */
export const stackFlags = {
  file: Flags.string({
    char: 'f',
    description: 'stack file; stack.yaml, stack.yml or stack.json here by default',
    helpValue: 'file',
    helpGroup: 'STACK',
  }),
  set: Flags.string({
    description: 'value of a variable of the stack file, may be repeated',
    helpValue: 'name=value',
    multiple: true,
    multipleNonGreedy: true,
    helpGroup: 'STACK',
  }),
  state: Flags.string({
    description: 'folder where state is kept; .infer/deploy beside the stack file by default',
    helpValue: 'folder',
    helpGroup: 'STACK',
  }),
}

/** Of commands that change something. */
export const changeFlags = {
  yes: Flags.boolean({char: 'y', description: 'ask nothing; needed where nobody can answer'}),
  'lock-wait': Flags.string({
    description: 'how long another run is waited for, such as 30s or 10m; not at all by default',
    helpValue: 'time',
  }),
  progress: Flags.string({
    description: 'how progress is shown on standard error; a tree in a terminal, lines elsewhere by default',
    options: ['tree', 'lines', 'json'],
  }),
}

const names = (description: string) =>
  Flags.string({
    description,
    helpValue: 'names',
    multiple: true,
    multipleNonGreedy: true,
    helpGroup: 'CHOICE',
  })

export const allowLoss = names(
  'resources whose protection or data may go, commas between names, may be repeated',
)

/** What of a stack. */
export const choiceFlags = {
  target: names('these and what they need alone'),
  exclude: names('all but these and what stands on them'),
  replace: names('to be made anew although nothing forces it'),
  'allow-loss': allowLoss,
  detach: names('to keep and no longer look after, when they went from the stack'),
}
