// Which showing of a deployment suits the run: a tree in a terminal; lines in logs, in CI and with --verbose; JSON where it is asked for.
import type {Progress} from '@inferloop/provision'
import {isTerminal} from '../views.ts'
import type {DeployView} from './deploy-view.ts'
import type {Host} from './host.ts'
import {jsonView} from './json-view.ts'
import {linesView} from './lines-view.ts'
import {treeView} from './tree-view.ts'

export function deployView(host: Host): DeployView {
  const view = viewFor(host)
  return {...view, tell: event => view.tell(hidden(event, host.keeper.hide))}
}

/** Nothing is drawn where nobody looks, even if it is asked for: codes of a terminal do not belong in a file. */
function viewFor(host: Host): DeployView {
  const {progress, quiet, json, verbose} = host
  if (progress === 'json') return jsonView(host)
  if (quiet || json || progress === 'lines' || process.env['TERM'] === 'dumb') return linesView(host)
  const draws = progress === 'tree' ? process.stderr.isTTY : !verbose && isTerminal(process.stderr)
  return draws ? treeView(host) : linesView(host)
}

/** Before anything is cut or put into lines, which may break a value in two. */
function hidden(event: Progress, hide: (text: string) => string): Progress {
  const within = (value: unknown): unknown => {
    if (typeof value === 'string') return hide(value)
    if (Array.isArray(value)) return value.map(within)
    return value
  }
  return Object.fromEntries(
    Object.entries(event).map(([key, value]) => [key, key === 'is' ? value : within(value)]),
  ) as unknown as Progress
}
