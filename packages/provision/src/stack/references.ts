// References in texts: ${env:NAME} and ${env:NAME:-otherwise} are filled in when the file is read, ${secret:NAME} and
// ${resource.output} when it is deployed; ${NAME} in capitals is left to the shell that will read it.
import {nearest} from '@inferloop/contract'

export type Piece =
  | {readonly is: 'text'; readonly text: string}
  | {readonly is: 'env'; readonly name: string; readonly otherwise?: string; readonly text: string}
  | {readonly is: 'secret'; readonly name: string; readonly text: string}
  | {readonly is: 'output'; readonly name: string; readonly output: string; readonly text: string}
  | {readonly is: 'wrong'; readonly text: string; readonly instead: string}

const REFERENCE = /\$\{([^}]*)(\}|$)/g
const ENV = /^env:([A-Za-z_][A-Za-z0-9_]*)(?::-(.*))?$/s
const SECRET = /^secret:([A-Za-z][\w.-]{0,127})$/
const OUTPUT = /^([a-z0-9][a-z0-9_-]*)\.([A-Za-z][A-Za-z0-9_]*)$/
const OF_SHELL = /^[A-Z_][A-Z0-9_]*(:?[-+=?].*)?$/s

export function pieces(text: string): Piece[] {
  const found: Piece[] = []
  let end = 0
  for (const match of text.matchAll(REFERENCE)) {
    if (match.index > end) found.push({is: 'text', text: text.slice(end, match.index)})
    found.push(pieceOf(match[1]!, match[2] === '}', match[0]))
    end = match.index + match[0].length
  }
  if (end < text.length) found.push({is: 'text', text: text.slice(end)})
  return found
}

function pieceOf(inner: string, isClosed: boolean, text: string): Piece {
  const [, env, otherwise] = ENV.exec(inner) ?? []
  if (!isClosed) return {is: 'wrong', text, instead: `\${${inner.split(/\s/, 1)[0]}}`}
  if (env !== undefined) return {is: 'env', name: env, text, ...(otherwise !== undefined && {otherwise})}
  const [, secret] = SECRET.exec(inner) ?? []
  if (secret !== undefined) return {is: 'secret', name: secret, text}
  const [, name, output] = OUTPUT.exec(inner) ?? []
  if (name !== undefined) return {is: 'output', name, output: output!, text}
  return OF_SHELL.test(inner) ? {is: 'text', text} : {is: 'wrong', text, instead: meant(inner)}
}

function meant(inner: string): string {
  const [, word = '', rest = 'NAME'] = /^([A-Za-z]+)[:.](.+)$/s.exec(inner) ?? []
  const near = nearest(word, ['env', 'secret'])
  return near === undefined
    ? '${env:NAME}, ${secret:NAME} or ${resource.output}'
    : `\${${near}:${rest.slice(0, 40)}}`
}
