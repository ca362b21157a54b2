// A deployment as a tree in a terminal, from the yes to the end.
import type {Progress} from '@inferloop/provision'
import {liveList} from '../listr.ts'
import {printable} from '../printable.ts'
import {onStderr as theme} from '../theme.ts'
import type {DeployView} from './deploy-view.ts'
import {type Host, say, toStderr} from './host.ts'
import {progressLine} from './progress-line.ts'
import {heard, rowsOf} from './rows.ts'
import {type Tree, treeLines} from './tree-lines.ts'

const FRAME_MS = 100
/** The cursor’s line, and one to spare. */
const MARGIN = 2

export function treeView(host: Host): DeployView {
  const {outlet} = host
  let drawn: Drawn | undefined
  return {
    begin({stack, ...plan}) {
      const rows = rowsOf({stack, ...plan})
      drawn = draw(host, {stack, rows, begunAt: Date.now(), notes: [], over: false})
      outlet.say = text => drawn?.change(tree => ({...tree, notes: [...tree.notes, text]}))
    },
    tell(event) {
      if (drawn === undefined) {
        const line = progressLine(event)
        if (line !== undefined) say(host, line)
      } else if (event.is === 'phase') drawn.change(tree => ({...tree, ...phaseOf(event.phase)}))
      else if (isNote(event)) say(host, progressLine(event)!)
      else drawn.change(tree => ({...tree, rows: heard(tree.rows, event)}))
    },
    async finish(error) {
      if (drawn === undefined) return
      const ending = drawn
      drawn = undefined
      const notes = await ending.end(error)
      outlet.say = toStderr
      for (const note of notes) toStderr(note)
    },
  }
}

const phaseOf = (phase: string): {readonly phase: string} | undefined =>
  phase === 'sweep' ? {phase: 'looking for what was left over'} : undefined

const isNote = (event: Progress): boolean =>
  event.is === 'warning' ||
  event.is === 'stray' ||
  event.is === 'recovered' ||
  (event.is === 'hook' && event.kind === undefined)

interface Drawn {
  change(how: (tree: Tree) => Tree): void
  /** What was said meanwhile. */
  end(error: unknown): Promise<readonly string[]>
}

function draw({history, keeper}: Host, first: Tree): Drawn {
  let tree = first
  let row: {title: string} | undefined
  const {promise: ended, resolve, reject} = Promise.withResolvers<void>()
  const text = (): string => {
    const height = (process.stderr.rows ?? 24) - MARGIN
    const lines = treeLines(tree, {now: Date.now(), height, history, theme})
    return printable(keeper.hide(lines.join('\n')))
  }
  const paint = (): void => {
    if (row !== undefined) row.title = text()
  }
  const task = (_: unknown, its: {title: string}): Promise<void> => {
    row = its
    paint()
    return ended
  }
  const running = liveList([{title: text(), task}]).then(list => list.run())
  const ticking = setInterval(paint, FRAME_MS).unref()
  return {
    change(how) {
      tree = how(tree)
    },
    async end(error) {
      clearInterval(ticking)
      tree = {...tree, over: true}
      paint()
      if (error === undefined) resolve()
      else reject(new Error('stopped'))
      await running.catch(() => undefined)
      return tree.notes
    },
  }
}
