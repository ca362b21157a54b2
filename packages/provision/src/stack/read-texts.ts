// Every text of a stack: the environment filled in, secrets as references where they may stand, other references let through.
import type {FieldSpec, Path} from '@inferloop/contract'
import {type Piece, pieces} from './references.ts'

export type Environment = Readonly<Record<string, string | undefined>>

export interface Reading {
  readonly env: Environment
  /** `fields`: in fields for them and in maps of texts. */
  readonly secrets: 'fields' | 'never'
  /** Whether ${resource.output} may stand here. */
  readonly outputs: boolean
  readonly refuse: (path: Path, what: string, instead?: string) => void
}

/** `spec` is undefined where nobody says what the value is. */
export function readTexts(
  value: unknown,
  spec: FieldSpec | undefined,
  path: Path,
  reading: Reading,
): unknown {
  return walk(value, spec, path, false)

  function walk(at: unknown, is: FieldSpec | undefined, where: Path, inMap: boolean): unknown {
    if (typeof at === 'string') return textRead(at, is, where, inMap, reading)
    if (Array.isArray(at)) return at.map((item, i) => walk(item, is?.of, [...where, i], false))
    if (typeof at !== 'object' || at === null) return at
    return Object.fromEntries(
      Object.entries(at).map(([key, inner]: [string, unknown]) => {
        const of =
          is?.type === 'map'
            ? is.of
            : is?.fields !== undefined && Object.hasOwn(is.fields, key)
              ? is.fields[key]
              : undefined
        return [key, walk(inner, of, [...where, key], is === undefined || is.type === 'map')]
      }),
    )
  }
}

function textRead(
  text: string,
  spec: FieldSpec | undefined,
  path: Path,
  inMap: boolean,
  reading: Reading,
): unknown {
  if (!text.includes('${')) return text
  const all = pieces(text)
  const takesSecret =
    reading.secrets === 'fields' &&
    (spec === undefined ||
      spec.secret === true ||
      (inMap && spec.type === 'string' && spec.refersTo === undefined))
  for (const piece of all) {
    if (piece.is === 'secret' && !takesSecret)
      reading.refuse(
        path,
        `cannot hold a secret; secrets stand in fields for them and in env`,
        'env: {NAME: ${secret:NAME}}',
      )
    if (piece.is === 'output' && !reading.outputs)
      reading.refuse(
        path,
        `cannot refer to ${piece.text}: it is read before anything is deployed`,
        '${env:NAME}',
      )
    // In the place of a secret it may be one.
    if (piece.is === 'wrong' && spec?.secret !== true)
      reading.refuse(path, `${cut(piece.text)} is no reference`, piece.instead)
  }
  if (spec?.secret === true) {
    const [only] = all
    return all.length === 1 && only?.is === 'secret' ? {$secret: only.name} : text
  }
  const [only] = all
  if (takesSecret && all.length === 1 && only?.is === 'secret') return {$secret: only.name}
  const read = all.map(piece => (piece.is === 'env' ? envRead(piece, path, reading) : piece.text)).join('')
  return all.length === 1 && only?.is === 'env' ? fitted(read, spec) : read
}

type EnvPiece = Extract<Piece, {is: 'env'}>

function envRead({name, otherwise, text}: EnvPiece, path: Path, {env, refuse}: Reading): string {
  const value = Object.hasOwn(env, name) ? env[name] : undefined
  if (value === undefined || (value === '' && otherwise !== undefined)) {
    if (otherwise === undefined) refuse(path, `refers to ${text}, which is not set`, `export ${name}=…`)
    return otherwise ?? text
  }
  if (value.includes('${')) refuse(path, `refers to ${text}, which holds a reference itself`)
  return value
}

/** A text from the environment as the number or truth value that its place wants. */
function fitted(text: string, spec: FieldSpec | undefined): unknown {
  if (spec?.type === 'boolean' && (text === 'true' || text === 'false')) return text === 'true'
  if (spec?.type !== 'integer' && spec?.type !== 'number') return text
  return text.trim() === '' || !Number.isFinite(Number(text)) ? text : Number(text)
}

const cut = (text: string): string => (text.length > 60 ? `${text.slice(0, 57)}…` : text)
