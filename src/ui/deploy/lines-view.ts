// A deployment as plain lines; what a provider says of a step comes every few seconds.
import {counted} from '@inferloop/contract'
import {secondsSaid} from '../amounts.ts'
import {printableLine} from '../printable.ts'
import type {DeployView} from './deploy-view.ts'
import {type Host, say} from './host.ts'
import {progressLine} from './progress-line.ts'
import {leftOf, rowsOf} from './rows.ts'

const EVERY_MS = 5000

export function linesView(host: Host): DeployView {
  const saidAt = new Map<string, number>()
  return {
    begin(plan) {
      const left = leftOf(rowsOf(plan), host.history, Date.now())
      if (left !== undefined)
        say(host, `${counted(plan.steps.length, 'step')}, about ${secondsSaid(left / 1000)} by earlier runs`)
    },
    tell(event) {
      if (event.is === 'begun') saidAt.set(event.name, event.at)
      if (event.is === 'progress') {
        if (event.at - (saidAt.get(event.name) ?? -Infinity) < EVERY_MS) return
        saidAt.set(event.name, event.at)
        return say(host, printableLine(`${event.name}: ${event.text}`))
      }
      const line = progressLine(event)
      if (line !== undefined) say(host, line)
    },
    finish: async () => undefined,
  }
}
