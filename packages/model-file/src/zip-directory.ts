// The table of contents at the end of a zip, read without trusting it.
import {foreign, damaged, tooMuch} from './refusals.ts'
import type {Limits} from './limits.ts'
import type {Source} from './source.ts'
import {CENTRAL, END, type Header, header, LOCAL, viewOf} from './zip-layout.ts'

/** One entry, as the table of contents describes it. */
export interface ZipEntry extends Header {
  readonly name: string
  /** Where its local header begins. */
  readonly at: number
  /** Where the next entry or the table begins: it cannot be longer. */
  readonly end: number
}

/** Bytes an entry may take in the table, on average over the most entries there may be; ours take under 260. */
const ROOM_PER_ENTRY = 300

/**
 * The entries in the order of the table.
 *
 * @throws InferError INFER_MODEL_FOREIGN for anything but a plain zip, INFER_MODEL_DAMAGED for one that is cut short
 * or contradicts itself, INFER_MODEL_LIMIT
 */
export async function readDirectory(source: Source, limits: Limits): Promise<ZipEntry[]> {
  const {path, bytes} = source
  if (bytes === 0) throw foreign(path, 'it is empty')
  if (bytes < 4 || viewOf(await source.read(0, 4)).getUint32(0, true) !== LOCAL.signature) {
    throw foreign(path, 'it is not a zip file')
  }
  if (bytes > limits.fileBytes) throw tooMuch(path, `it has ${bytes} bytes, more than ${limits.fileBytes}`)
  const {count, tableBytes, tableAt} = await findEnd(source)
  if (count > limits.entries) throw tooMuch(path, `it has ${count} entries, more than ${limits.entries}`)
  if (tableBytes > limits.entries * ROOM_PER_ENTRY)
    throw tooMuch(path, `its table of contents takes ${tableBytes} bytes`)
  const entries = readTable(path, await source.read(tableAt, tableBytes), count)
  const places = Float64Array.from([...entries.map(entry => entry.at), tableAt]).toSorted()
  return entries.map(entry => {
    if (entry.at >= tableAt)
      throw damaged(path, `its entry ${shown(entry.name)} begins after its table of contents`)
    return {...entry, end: places[places.lastIndexOf(entry.at) + 1]!}
  })
}

interface End {
  readonly count: number
  readonly tableBytes: number
  readonly tableAt: number
}

async function findEnd(source: Source): Promise<End> {
  const {path, bytes} = source
  const tailBytes = Math.min(bytes, END.bytes + END.maxComment)
  const view = viewOf(await source.read(bytes - tailBytes, tailBytes))
  let at = tailBytes - END.bytes
  while (
    at >= 0 &&
    !(
      view.getUint32(at, true) === END.signature &&
      at + END.bytes + view.getUint16(at + 20, true) === tailBytes
    )
  ) {
    at--
  }
  if (at < 0) throw damaged(path, 'the end of its zip is missing, as after a copy that broke off')
  const end = {
    count: view.getUint16(at + 10, true),
    tableBytes: view.getUint32(at + 12, true),
    tableAt: view.getUint32(at + 16, true),
  }
  if (view.getUint32(at + 4, true) !== 0 || view.getUint16(at + 8, true) !== end.count) {
    throw foreign(path, 'it is one part of a zip of several parts')
  }
  if (end.count === 0xffff || end.tableAt === 0xffffffff)
    throw foreign(path, 'it is a ZIP64 file, which infer never writes')
  if (end.tableAt + end.tableBytes !== bytes - tailBytes + at) {
    throw damaged(path, 'its table of contents is not where its end says')
  }
  return end
}

function readTable(path: string, table: Uint8Array, count: number): Omit<ZipEntry, 'end'>[] {
  const view = viewOf(table)
  const names = new TextDecoder()
  const entries: Omit<ZipEntry, 'end'>[] = []
  let at = 0
  for (let i = 0; i < count; i++) {
    if (at + CENTRAL.bytes > table.length || view.getUint32(at, true) !== CENTRAL.signature) {
      throw damaged(path, `its table of contents breaks off at entry ${i + 1} of ${count}`)
    }
    const facts = header(view, at + 8)
    const next = at + CENTRAL.bytes + facts.nameBytes + facts.extraBytes + view.getUint16(at + 32, true)
    if (next > table.length)
      throw damaged(path, `its table of contents breaks off at entry ${i + 1} of ${count}`)
    const name = names.decode(table.subarray(at + CENTRAL.bytes, at + CENTRAL.bytes + facts.nameBytes))
    entries.push({...facts, name, at: view.getUint32(at + 42, true)})
    at = next
  }
  if (at !== table.length) throw damaged(path, `its table of contents goes on after its ${count} entries`)
  return entries
}

/** An entry's name as an error message may show it. */
export function shown(name: string): string {
  return JSON.stringify(name.length > 60 ? `${name.slice(0, 57)}…` : name)
}
