// Formats of strftime, which most languages know, as tokens.

/** @see POSIX strftime; %f is Python's */
const TOKENS: Readonly<Record<string, string>> = {
  Y: 'YYYY',
  y: 'YY',
  m: 'MM',
  d: 'DD',
  e: 'D',
  b: 'MMM',
  h: 'MMM',
  B: 'MMMM',
  a: 'ddd',
  A: 'dddd',
  H: 'HH',
  I: 'hh',
  M: 'mm',
  S: 'ss',
  f: 'SSSSSS',
  p: 'A',
  z: 'ZZ',
  T: 'HH:mm:ss',
  F: 'YYYY-MM-DD',
  R: 'HH:mm',
  D: 'MM/DD/YY',
  s: 'X',
  '%': '%',
}

/** Numbers since 1970, by name. */
const EPOCHS: Readonly<Record<string, string>> = {epoch: 'X', 'epoch-ms': 'x', 'epoch-us': 'xx'}

/** `epoch`, `epoch-ms` and `epoch-us` count from 1970. A format without `%` is taken for tokens already; undefined for a conversion that there is no token for. */
export function fromStrftime(format: string): string | undefined {
  const epoch = EPOCHS[format]
  if (epoch !== undefined) return epoch
  if (!format.includes('%')) return format
  let tokens = ''
  for (const [, conversion, letters, other] of format.matchAll(/%[-_0^#]?(.)|(\p{L}+)|([^])/gu)) {
    if (conversion !== undefined) {
      const token = TOKENS[conversion]
      if (token === undefined) return undefined
      tokens += token
    } else tokens += letters === undefined ? other! : `[${letters}]`
  }
  return tokens
}
