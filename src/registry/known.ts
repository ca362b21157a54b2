// Plugins we publish, by the short names people type. Finding what is installed is the business of the hooks.

/** Package of each generator of ours. */
export const KNOWN_GENERATORS: Readonly<Record<string, string>> = {
  ctgan: '@inferloop/generator-ctgan',
  trees: '@inferloop/generator-trees',
}

/** Package of each provider of ours. */
export const KNOWN_PROVIDERS: Readonly<Record<string, string>> = {
  sandbox: '@inferloop/provider-sandbox',
}

const SCOPE = '@inferloop/'

/**
 * The package meant by what follows `infer plugins install`, a version after `@` kept: `ctgan@0.2` is
 * `@inferloop/generator-ctgan@0.2`, and what is called like our packages is ours. Other words stay as they are: oclif looks
 * for `@inferloop/generator-WORD` and then for WORD.
 */
export function packageNamed(word: string): string {
  const [, name, version] = /^([a-z0-9-]+)(@.*)?$/.exec(word) ?? []
  if (name === undefined) return word
  const known = knownPackage(name)
  if (known !== undefined) return known + (version ?? '')
  return /^(generator|provider)-./.test(name) ? SCOPE + word : word
}

const knownPackage = (name: string): string | undefined =>
  [KNOWN_GENERATORS, KNOWN_PROVIDERS].find(names => Object.hasOwn(names, name))?.[name]

/** Whether a package is one of ours, a version after it or not. */
export const isOurs = (name: string): boolean => name.startsWith(SCOPE)
