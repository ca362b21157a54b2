// YAML and JSON as plain data that remembers its lines. JSON is read as the YAML it is, and then held to its own rules.
import type {Path} from '@inferloop/contract'
import {type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument} from 'yaml'
import {type Fault, faulty} from './fault.ts'

export interface Parsed {
  readonly value: unknown
  /** Of the key at a path, or the nearest key above it; undefined where there are no lines. */
  readonly lineOf: (path: Path) => number | undefined
}

/** What anchors may multiply a file by: nodes in all. */
const MOST_NODES = 100_000
const DEEPEST = 50

/** @throws InferError INFER_CONFIG with the line of each fault */
export function parse(text: string, shown: string, language: 'yaml' | 'json'): Parsed {
  const lines = new LineCounter()
  const lineAt = (offset: number): number => lines.linePos(Math.min(offset, text.length)).line || 1
  const at = (offset: number): string => `${shown}:${lineAt(offset)}`
  const deep = deepest(text)
  if (deep !== undefined)
    throw faulty([{path: [], what: `is nested more than ${DEEPEST} deep`, place: placeOf(text, shown, deep)}])
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    stringKeys: true,
    uniqueKeys: false, // the parser compares each key with each; `plain` finds those that stand twice
    logLevel: 'error',
  })
  const spoilt = [...document.errors, ...document.warnings].map(({code, message, pos}): Fault => {
    return {path: [], what: WORDS[code] ?? firstLine(message), place: at(pos[0])}
  })
  if (spoilt.length > 0) throw faulty(spoilt)
  if (language === 'json') {
    const fault = jsonFault(text)
    if (fault !== undefined) throw faulty([{path: [], what: fault.what, place: at(fault.at)}])
  }
  const places = new Map<string, number>()
  const value = plain(document, at, places)
  return {value, lineOf: lineFinder(places, lineAt)}
}

const placeOf = (text: string, shown: string, offset: number): string =>
  `${shown}:${text.slice(0, offset).split('\n').length}`

/** Where flow collections open deeper than a configuration goes, before a parser follows them down. */
function deepest(text: string): number | undefined {
  let depth = 0
  for (const {0: bracket, index} of text.matchAll(/[[\]{}]/g)) {
    depth = bracket === '[' || bracket === '{' ? depth + 1 : Math.max(0, depth - 1)
    if (depth > DEEPEST) return index
  }
  return undefined
}

const WORDS: Readonly<Record<string, string>> = {
  RESOURCE_EXHAUSTION: `is nested more than ${DEEPEST} deep`,
  TAB_AS_INDENT: 'is indented with a tab, and YAML wants spaces',
  MULTIPLE_DOCS: 'must be one document, and here --- begins another',
  BLOCK_AS_IMPLICIT_KEY: 'has a second ": " in one line: put the text in quotes',
  NON_STRING_KEY: 'must have a text as a key',
  TAG_RESOLVE_FAILED: 'has a tag (!), and only plain values are read',
}

/** Without what stands there, which may be anybody's secret. */
const firstLine = (text: string): string => `is no YAML: ${text.split('\n', 1)[0]!.replace(/(: | %).*$/, '')}`

/** Plain data; fills in the offset of the key, or item, of each path. */
function plain(document: Document, at: (offset: number) => string, places: Map<string, number>): unknown {
  let nodes = 0
  const refuse = (path: Path, what: string, offset: number) => faulty([{path, what, place: at(offset)}])
  const walk = (node: unknown, path: Path, offset: number, within: readonly unknown[]): unknown => {
    const start = (node as Node | null)?.range?.[0] ?? offset
    if (++nodes > MOST_NODES)
      throw refuse([], `has more than ${MOST_NODES.toLocaleString('en')} values`, start)
    if (path.length > DEEPEST) throw refuse([], `is nested more than ${DEEPEST} deep`, start)
    if (isAlias(node)) {
      const target = node.resolve(document)
      if (target === undefined) throw refuse(path, `*${node.source} has no anchor before it`, start)
      if (within.includes(target)) throw refuse(path, `*${node.source} stands within itself`, start)
      return walk(target, path, offset, within)
    }
    if (isMap(node)) {
      const entries = new Map<string, unknown>()
      for (const {key, value} of node.items) {
        const name = isScalar(key) && typeof key.value === 'string' ? key.value : ''
        const inside = [...path, name]
        const keyStart = (key as Node | null)?.range?.[0] ?? start
        if (name === '__proto__') throw refuse(inside, 'is no key', keyStart)
        if (name === '<<' && isScalar(key) && key.type === 'PLAIN')
          throw refuse(inside, 'is a merge key, which is not read: write out what it would bring', keyStart)
        if (entries.has(name)) throw refuse(inside, 'stands twice', keyStart)
        places.set(JSON.stringify(inside), keyStart)
        entries.set(name, walk(value, inside, keyStart, [...within, node]))
      }
      return Object.fromEntries(entries)
    }
    if (isSeq(node))
      return node.items.map((item, i) => {
        const inside = [...path, i]
        places.set(JSON.stringify(inside), (item as Node | null)?.range?.[0] ?? start)
        return walk(item, inside, start, [...within, node])
      })
    return isScalar(node) ? node.value : null
  }
  return walk(document.contents, [], 0, [])
}

function lineFinder(places: ReadonlyMap<string, number>, lineAt: (offset: number) => number) {
  return (path: Path): number => {
    for (let length = path.length; length > 0; length--) {
      const offset = places.get(JSON.stringify(path.slice(0, length)))
      if (offset !== undefined) return lineAt(offset)
    }
    return 1
  }
}

/** What YAML allows and JSON does not: comments, commas at the end, other quotes. */
function jsonFault(text: string): {readonly what: string; readonly at: number} | undefined {
  try {
    JSON.parse(text)
    return undefined
  } catch (error) {
    const [, position] = /at position (\d+)/.exec((error as Error).message) ?? []
    const what = 'is no JSON: a comment, a comma too many, or a text without double quotes'
    const guess = /,\s*[}\]]|\/\/|\/\*|#|'/.exec(text)?.index ?? 0
    return {what, at: position === undefined ? guess : Number(position)}
  }
}
