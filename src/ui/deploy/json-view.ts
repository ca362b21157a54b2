// A deployment as lines of JSON on standard error, for programs: docs/json.md says what stands in them.
import {stripVTControlCharacters} from 'node:util'
import type {DeployView} from './deploy-view.ts'
import type {Host} from './host.ts'
import {leftOf, rowsOf, usualOf} from './rows.ts'

export function jsonView({outlet, history}: Host): DeployView {
  const write = (line: object): void => void process.stderr.write(`${JSON.stringify(line)}\n`)
  outlet.say = text => write({at: Date.now(), is: 'said', text: stripVTControlCharacters(text)})
  return {
    begin(plan) {
      const at = Date.now()
      const rows = rowsOf(plan)
      const leftMs = leftOf(rows, history, at)
      write({
        at,
        is: 'plan',
        stack: plan.stack,
        steps: plan.steps.map(({name, kind, action, after}) => {
          const usualMs = usualOf(rows.get(name)!, history)
          return {name, kind, action, after, ...(usualMs === undefined ? {} : {usualMs})}
        }),
        ...(leftMs === undefined ? {} : {leftMs}),
      })
    },
    tell: write,
    finish: async () => undefined,
  }
}
