// What an entry does to a snapshot. Pure, and defined for every entry and every snapshot.
import type {Entry, Op, ResourceRow, Snapshot} from './snapshot.ts'

type Rows = Snapshot['resources']

export const play = (snapshot: Snapshot, entries: readonly Entry[]): Snapshot =>
  entries.reduce(step, snapshot)

const UNCOUNTED: ReadonlySet<Entry['is']> = new Set(['opened', 'sealed', 'about', 'anew'])

function step(before: Snapshot, entry: Entry): Snapshot {
  const next = changed(before, entry)
  return UNCOUNTED.has(entry.is) ? next : {...next, serial: before.serial + 1}
}

function changed(s: Snapshot, entry: Entry): Snapshot {
  switch (entry.is) {
    case 'opened':
      return {...s, epoch: entry.epoch}
    case 'sealed':
      return s
    case 'about':
      return {...s, target: entry.target, tool: entry.tool}
    case 'anew': {
      const {schema, epoch, stack, target, tool} = s
      const {lineage, serial, rows: resources} = entry
      return {
        schema,
        epoch,
        stack,
        target,
        tool,
        lineage,
        serial,
        resources,
        openOps: {},
        notify: {},
        detached: {},
      }
    }
    case 'intent':
      return setRow({...s, openOps: {...s.openOps, [entry.op.opId]: entry.op}}, entry.op.name, entry.row)
    case 'id': {
      const row = rowOf(s, entry.opId)
      const known = withOp(s, entry.opId, op => ({...op, id: entry.id}))
      return row === undefined ? known : setRow(known, row.name, {...row, id: entry.id})
    }
    case 'attempt':
      return withOp(s, entry.opId, op => ({...op, attempts: op.attempts + 1, issuedAt: entry.at}))
    case 'done': {
      const closed = {...s, openOps: without(s.openOps, entry.opId)}
      return entry.row === undefined ? forget(closed, entry.name) : setRow(closed, entry.name, entry.row)
    }
    case 'failed': {
      const row = rowOf(s, entry.opId)
      const closed = {...s, openOps: without(s.openOps, entry.opId)}
      const nothingMade = entry.row === undefined && row !== undefined && row.id === undefined
      return nothingMade ? forget(closed, row.name) : setRow(closed, entry.name, entry.row)
    }
    case 'row':
      return moveRow(entry.from === undefined ? s : rename(s, entry.from, entry.name), entry)
    case 'notify': {
      const {name, reason} = entry
      const notify =
        reason === undefined ? without(s.notify, name) : {...s.notify, [name]: {reason, since: s.serial + 1}}
      return {...s, notify}
    }
    case 'begun':
      return {...s, undo: entry.undo}
    case 'finished':
      return {
        ...s,
        outputs: entry.outputs,
        ...(entry.wanted === undefined ? {} : {wantedOutputs: entry.wanted}),
        ...(s.undo === undefined ? {} : {undo: {...s.undo, finished: true}}),
      }
  }
}

/** The row an open operation made. */
function rowOf(s: Snapshot, opId: string): ResourceRow | undefined {
  const op = get(s.openOps, opId)
  const row = op === undefined ? undefined : get(s.resources, op.name)
  return row?.opId === opId ? row : undefined
}

function withOp(s: Snapshot, opId: string, change: (op: Op) => Op): Snapshot {
  const op = get(s.openOps, opId)
  return op === undefined ? s : {...s, openOps: {...s.openOps, [opId]: change(op)}}
}

const setRow = (s: Snapshot, name: string, row: ResourceRow | undefined): Snapshot =>
  row === undefined ? s : {...s, resources: {...s.resources, [name]: row}}

/** Nobody depends on what is gone, and nobody restarts it. */
function forget(s: Snapshot, name: string): Snapshot {
  const rest = without(s.resources, name)
  const needs = (rows: Rows) =>
    mapRows(rows, row =>
      row.dependsOn.includes(name) ? {...row, dependsOn: row.dependsOn.filter(other => other !== name)} : row,
    )
  return {
    ...s,
    resources: Object.hasOwn(s.detached, name) ? rest : needs(rest),
    notify: without(s.notify, name),
  }
}

function moveRow(s: Snapshot, {name, row, as}: Extract<Entry, {is: 'row'}>): Snapshot {
  if (as === 'detached') {
    if (row === undefined) return {...s, detached: without(s.detached, name)}
    const detached = {...s.detached, [name]: row}
    return get(s.resources, name)?.id === row.id ? forget({...s, detached}, name) : {...s, detached}
  }
  if (row === undefined) return forget(s, name)
  const left = get(s.detached, name)
  return setRow(
    left !== undefined && left.id === row.id ? {...s, detached: without(s.detached, name)} : s,
    name,
    row,
  )
}

function rename(s: Snapshot, from: string, to: string): Snapshot {
  const waiting = get(s.notify, from)
  return {
    ...s,
    resources: mapRows(without(s.resources, from), row =>
      row.dependsOn.includes(from)
        ? {...row, dependsOn: row.dependsOn.map(other => (other === from ? to : other))}
        : row,
    ),
    openOps: mapRows(s.openOps, op => (op.name === from ? {...op, name: to} : op)),
    notify: waiting === undefined ? s.notify : {...without(s.notify, from), [to]: waiting},
  }
}

/** Own keys alone: a resource may be called `constructor`. */
const get = <T>(record: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined

function without<T>(record: Readonly<Record<string, T>>, key: string): Readonly<Record<string, T>> {
  const {[key]: _, ...rest} = record
  return rest
}

const mapRows = <T>(record: Readonly<Record<string, T>>, change: (value: T) => T): Record<string, T> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]))
