// Values of secrets: taken from the environment when they are needed, shown nowhere.
import {InferError, withoutUnseen} from '@inferloop/contract'

export interface SecretKeeper {
  /** @throws InferError INFER_STACK when it has no value */
  secret(reference: string): Promise<string>
  /** Hides the value of a secret that nobody has asked for: a hook can print it all the same. */
  know(reference: string): void
  /** Text with every value that was asked for or is known, in whatever form, as `${secret:NAME}`. */
  hide(text: string): string
}

/** Shorter ones are words and numbers that stand everywhere. */
const SHORTEST = 4
/** Of one line of several. */
const SHORTEST_LINE = 8

export function secretKeeper(env: Readonly<Record<string, string | undefined>>): SecretKeeper {
  const forms = new Map<string, string>()
  const know = (reference: string, value: string): void => {
    for (const form of formsOf(value)) forms.set(form, `\${secret:${reference}}`)
  }
  return {
    know(reference) {
      const value = env[reference]
      if (value !== undefined) know(reference, value)
    },
    async secret(reference) {
      const value = env[reference]
      if (value === undefined || value === '')
        throw new InferError('INFER_STACK', {
          message: `The secret ${reference} has no value: the environment has no ${reference}.`,
          suggestions: [`export ${reference}=…`],
        })
      know(reference, value)
      return value
    },
    hide: text =>
      [...forms]
        .toSorted(([a], [b]) => b.length - a.length)
        .reduce((shown, [form, name]) => shown.replaceAll(form, () => name), text),
  }
}

/** Of the whole, and of each line: what a program prints comes line by line. */
function formsOf(value: string): readonly string[] {
  const lines = value.split(/[\r\n]+/)
  const long = lines.length === 1 ? [] : lines.filter(line => line.trim().length >= SHORTEST_LINE)
  return [value, ...long].flatMap(formsOfText)
}

/** As it stands, in JSON, in an address, as a terminal shows it, in hex, and in base64 wherever it begins within other bytes. */
function formsOfText(value: string): readonly string[] {
  if (value.length < SHORTEST) return []
  const json = JSON.stringify(value).slice(1, -1)
  const address = encodeURIComponent(value)
  const plain = [
    value,
    json,
    address,
    address.replaceAll('%20', '+'),
    withoutUnseen(value),
    withoutUnseen(json),
  ]
  const bytes = Buffer.from(value)
  const coded = [0, 1, 2].flatMap(lead => {
    // The letters that hold bits of neighbours are left out.
    const text = Buffer.concat([Buffer.alloc(lead), bytes])
      .toString('base64')
      .replace(/=+$/, '')
    const from = lead === 0 ? 0 : lead + 1
    const until = (bytes.length + lead) % 3 === 0 ? text.length : text.length - 1
    const inner = text.slice(from, until)
    const pieces = [inner, ...BASE64_LINES.flatMap(width => piecesOf(inner, width))]
    return pieces.flatMap(piece => [piece, piece.replaceAll('+', '-').replaceAll('/', '_')])
  })
  const hex = bytes.toString('hex')
  const hexes = [hex, ...piecesOf(hex, HEX_LINE)].flatMap(piece => [piece, piece.toUpperCase()])
  return [...new Set([...plain, ...[...coded, ...hexes].filter(form => form.length >= 2 * SHORTEST)])]
}

/** Letters in a line of base64 (PEM, MIME) and of `xxd -p`: programs break it there. */
const BASE64_LINES = [64, 76]
const HEX_LINE = 60

const piecesOf = (text: string, width: number): string[] =>
  Array.from({length: Math.ceil(text.length / width)}, (_, i) => text.slice(i * width, (i + 1) * width))
