// Generators we publish, for hints only: finding one is the business of the hook.

/** Package to install for each generator of ours. */
export const KNOWN_GENERATORS: Readonly<Record<string, string>> = {
  ctgan: '@inferloop/generator-ctgan',
  trees: '@inferloop/generator-trees',
}
