// Values as YAML that fits in one line, and which texts need no quotes.

/** Texts that mean themselves wherever they stand: in quotes, without, within a longer text. */
const HARMLESS = /^[A-Za-z0-9_./@+~-]([A-Za-z0-9 _.:/@+=~-]*[A-Za-z0-9_./@+=~-])?$/

/** Whether a text written as it is can change nothing around it. */
export const isHarmless = (text: string): boolean =>
  text === '' || (HARMLESS.test(text) && !text.includes(': ') && !/^(-|\?)( |$)|^---|^\.\.\./.test(text))

/** A text that YAML would read as something else. */
const READ_AS_OTHER = /^([-+.0-9].*|true|false|null|yes|no|on|off|~)$/i

/** JSON that is YAML too: what YAML counts as the end of a line is escaped. */
export const jsonText = (value: unknown): string =>
  (JSON.stringify(value) ?? 'null').replaceAll(/[\u2028\u2029\u0085\ufeff]/g, escaped)

const escaped = (letter: string): string => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`

/** In flow style, `{a: [1, b]}`, with quotes only where they are needed. */
export function yamlText(value: unknown): string {
  if (typeof value === 'string') return isPlain(value) ? value : jsonText(value)
  if (Array.isArray(value)) return `[${value.map(yamlText).join(', ')}]`
  if (typeof value === 'object' && value !== null)
    return `{${Object.entries(value)
      .map(([key, inner]) => `${isPlain(key) ? key : jsonText(key)}: ${yamlText(inner)}`)
      .join(', ')}}`
  return jsonText(value)
}

const isPlain = (text: string): boolean => text !== '' && isHarmless(text) && !READ_AS_OTHER.test(text)
