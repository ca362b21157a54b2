// References to the environment in texts: ${NAME}, ${NAME:-what it is when NAME is not set}, $${ for a plain ${.

export interface Resolved {
  readonly text: string
  /** Names that are not set and have no default. */
  readonly unset: readonly string[]
  /** What the environment held, by the reference to show in its place. */
  readonly values: readonly (readonly [reference: string, value: string])[]
}

const REFERENCE = /\$(\$\{)|\$\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?\}/g

/** What is wrong where `${` opens no reference and is not one of `$${`, or stands in a default; undefined where nothing is. */
export function badReference(raw: string): string | undefined {
  let nested: string | undefined
  const rest = raw.replace(REFERENCE, (_, _escaped, name?: string, otherwise?: string) => {
    if (otherwise?.includes('${') === true) nested = `\${${name}:-${otherwise}}`
    return ' '
  })
  if (nested !== undefined) return `has ${nested}, and a default holds no other reference`
  const [bad] = /\$\{[^}]{0,30}\}?/.exec(rest) ?? []
  return bad === undefined ? undefined : `has ${bad}, which is no reference`
}

export const hasReference = (text: string): boolean => text.includes('${')

/** An empty variable counts as not set where there is a default, as in a shell. */
export function resolveReferences(
  raw: string,
  environment: Readonly<Record<string, string | undefined>>,
): Resolved {
  const unset: string[] = []
  const values: [string, string][] = []
  const text = raw.replace(REFERENCE, (found, escaped?: string, name?: string, otherwise?: string) => {
    if (escaped !== undefined || name === undefined) return '${'
    const value = Object.hasOwn(environment, name) ? environment[name] : undefined
    if (value === undefined || (value === '' && otherwise !== undefined)) {
      if (otherwise === undefined) unset.push(name)
      return otherwise ?? found
    }
    values.push([`\${${name}}`, value])
    return value
  })
  return {text, unset, values}
}
