// The parts of a datetime format. Letters that stand for themselves are in brackets, as in `YYYY-MM-DD[T]HH:mm:ss[Z]`.
// X, x and xx are the whole seconds, milliseconds and microseconds since 1970-01-01T00:00Z.

export type TokenName =
  | 'YYYY'
  | 'YY'
  | 'MMMM'
  | 'MMM'
  | 'MON'
  | 'MM'
  | 'M'
  | 'DD'
  | 'D'
  | 'dddd'
  | 'ddd'
  | 'HH'
  | 'H'
  | 'hh'
  | 'h'
  | 'mm'
  | 'ss'
  | 'A'
  | 'a'
  | 'F'
  | 'Z'
  | 'ZZ'
  | 'ZZZ'
  | 'X'
  | 'x'
  | 'xx'

export type Token =
  | {readonly type: TokenName}
  | {readonly type: 'fraction'; readonly digits: number}
  | {readonly type: 'literal'; readonly text: string}

const TOKEN =
  /\[([^\]]*)\]|(S+)|(YYYY|YY|MMMM|MMM|MON|MM|M|DD|D|dddd|ddd|HH|H|hh|h|mm|ss|A|a|F|ZZZ|ZZ|Z|X|xx|x)|([^])/gu

export function tokensOf(format: string): Token[] {
  const tokens: Token[] = []
  for (const [, bracketed, fraction, name, character] of format.matchAll(TOKEN)) {
    if (name !== undefined) tokens.push({type: name as TokenName})
    else if (fraction !== undefined) tokens.push({type: 'fraction', digits: fraction.length})
    else tokens.push({type: 'literal', text: bracketed ?? character ?? ''})
  }
  return tokens
}
