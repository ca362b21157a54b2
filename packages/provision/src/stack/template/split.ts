// A template's declarations and its body, each with the lines of the whole: what belongs to the other is blank.

export interface Split {
  /** YAML with the key `variables` alone. */
  readonly declared: string
  readonly body: string
}

/**
 * The block that begins with `variables:` in the first column and ends before the next line that begins there; undefined where
 * there is none, and the file is a stack without variables.
 */
export function split(text: string): Split | undefined {
  const lines = text.split('\n')
  const begin = lines.findIndex(line => line.startsWith('variables:'))
  if (begin < 0) return undefined
  const rest = lines.slice(begin + 1).findIndex(line => /^[^\s#}\]]/.test(line))
  const end = rest < 0 ? lines.length : begin + 1 + rest
  const keep = (within: boolean) =>
    lines.map((line, i) => ((i >= begin && i < end) === within ? line : '')).join('\n')
  return {declared: keep(true), body: keep(false)}
}
