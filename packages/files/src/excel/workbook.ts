// What a workbook says of itself: its sheets, shared strings, and which number formats are dates.
import {SaxesParser} from 'saxes'
import {wordsOf} from '../system-error.ts'
import {packingFault} from '../packing/faults.ts'
import type {Archive} from '../packing/zip-archive.ts'

export interface Workbook {
  /** In the order of their tabs, with the name of their part of the archive. */
  readonly sheets: readonly {readonly name: string; readonly part: string; readonly hidden: boolean}[]
  readonly strings: readonly string[]
  /** Cell formats whose numbers are instants. */
  readonly dateStyles: ReadonlySet<number>
  /** Days are counted from 1904, as old Macs did. */
  readonly from1904: boolean
}

/** @throws InferError INFER_PACKING_DAMAGED */
export async function readWorkbook(archive: Archive, file: string): Promise<Workbook> {
  const sheets: {name: string; id: string; hidden: boolean}[] = []
  let from1904 = false
  await parse(archive, 'xl/workbook.xml', file, {
    open(tag, attributes) {
      if (tag === 'workbookPr') from1904 = /^(?:1|true)$/.test(attributes.date1904 ?? '')
      if (tag !== 'sheet') return
      const {name = 'Sheet1', state = 'visible', 'r:id': id = ''} = attributes
      sheets.push({name, id, hidden: state !== 'visible'})
    },
  })
  const parts = new Map<string, string>()
  await parse(archive, 'xl/_rels/workbook.xml.rels', file, {
    open(tag, {Id, Target}) {
      if (tag === 'Relationship' && Id !== undefined && Target !== undefined) parts.set(Id, partOf(Target))
    },
  })
  return {
    sheets: sheets.map(({name, id, hidden}) => ({name, part: parts.get(id) ?? '', hidden})),
    strings: await readStrings(archive, file),
    dateStyles: await readDateStyles(archive, file),
    from1904,
  }
}

/** Targets stand relative to the folder `xl`, or from the top. */
const partOf = (target: string): string => (target.startsWith('/') ? target.slice(1) : `xl/${target}`)

async function readStrings(archive: Archive, file: string): Promise<string[]> {
  const strings: string[] = []
  if (!archive.names.includes('xl/sharedStrings.xml')) return strings
  let text = ''
  let inText = false
  /** Phonetic readings stand beside the text, and are none of it. */
  let phonetic = 0
  await parse(archive, 'xl/sharedStrings.xml', file, {
    open(tag) {
      if (tag === 'si') text = ''
      if (tag === 'rPh') phonetic++
      inText = tag === 't' && phonetic === 0
    },
    text(part) {
      if (inText) text += part
    },
    close(tag) {
      if (tag === 't') inText = false
      if (tag === 'rPh') phonetic--
      if (tag === 'si') strings.push(unescaped(text))
    },
  })
  return strings
}

/** Built-in formats of dates and times. @see ECMA-376 part 1, 18.8.30 */
const BUILT_IN_DATES = new Set([14, 15, 16, 17, 18, 19, 20, 21, 22, 27, 30, 36, 45, 46, 47, 50, 57])

async function readDateStyles(archive: Archive, file: string): Promise<Set<number>> {
  const dates = new Set<number>()
  if (!archive.names.includes('xl/styles.xml')) return dates
  const custom = new Map<number, string>()
  let inCells = false
  let style = 0
  await parse(archive, 'xl/styles.xml', file, {
    open(tag, {numFmtId, formatCode}) {
      if (tag === 'numFmt') custom.set(Number(numFmtId), formatCode ?? '')
      if (tag === 'cellXfs') inCells = true
      if (tag !== 'xf' || !inCells) return
      const format = Number(numFmtId)
      const code = custom.get(format)
      if (code === undefined ? BUILT_IN_DATES.has(format) : isDateFormat(code)) dates.add(style)
      style++
    },
    close(tag) {
      if (tag === 'cellXfs') inCells = false
    },
  })
  return dates
}

/** Letters of dates outside quotes, brackets of colours and escapes. `[h]:mm` counts hours, and is a duration. */
const isDateFormat = (code: string): boolean =>
  !/\[[hms]+\]/i.test(code) && /[dmyhs]/i.test(code.replaceAll(/"[^"]*"|\\.|_.|\[[^\]]*\]|General/gi, ''))

export interface Events {
  open(tag: string, attributes: Readonly<Record<string, string>>): void
  text?(part: string): void
  close?(tag: string): void
}

/** Tags without their prefixes. */
export async function parse(archive: Archive, part: string, file: string, events: Events): Promise<void> {
  for await (const _ of parsed(await archive.read(part), file, events));
}

/** Gives a turn after each chunk. @throws InferError INFER_PACKING_DAMAGED for what is no XML */
export async function* parsed(
  chunks: AsyncIterable<Buffer>,
  file: string,
  {open, text, close}: Events,
): AsyncGenerator<void> {
  const parser = new SaxesParser()
  parser.on('error', error => {
    throw packingFault.damaged(file, wordsOf(error), error)
  })
  parser.on('opentag', tag => open(local(tag.name), tag.attributes))
  if (text !== undefined) parser.on('text', text)
  if (close !== undefined) parser.on('closetag', tag => close(local(tag.name)))
  const decoder = new TextDecoder()
  for await (const chunk of chunks) {
    parser.write(decoder.decode(chunk, {stream: true}))
    yield
  }
  parser.close()
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1)

/** Characters that XML cannot hold are written `_x000D_`. */
export const unescaped = (text: string): string =>
  text.replaceAll(/_x([0-9A-F]{4})_/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
