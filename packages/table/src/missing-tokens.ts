// The texts by which people say "no value here".

const SURE = new Set([
  'na',
  'n/a',
  '#n/a',
  '#na',
  '<na>',
  'nan',
  '-nan',
  'null',
  '<null>',
  '(null)',
  '\\n',
  '?',
  'nil',
  '#value!',
  '#div/0!',
  '#ref!',
  '1.#qnan',
  '-1.#ind',
  'nat',
])
const WEAK = new Set([
  'none',
  '-',
  '--',
  '---',
  '.',
  '..',
  '...',
  '*',
  'missing',
  '(missing)',
  'n.a.',
  'n.a',
  'undefined',
  'not available',
  'not applicable',
  '–',
  '—',
  'inf',
  '-inf',
  'infinity',
  '-infinity',
  '+inf',
])

/**
 * `blank` and `sure` texts are never a value; `weak` ones (`None`, `-`) may be a category, so the rest of the
 * column and of the table has to speak for it.
 */
export function missingToken(text: string): 'blank' | 'sure' | 'weak' | undefined {
  if (text.length > 20) return undefined
  const word = text.trim().toLowerCase()
  if (word === '') return 'blank'
  if (SURE.has(word)) return 'sure'
  return WEAK.has(word) ? 'weak' : undefined
}
