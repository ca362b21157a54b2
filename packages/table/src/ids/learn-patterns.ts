// The patterns of a column of codes: runs of digits and letters between fixed characters, with their shares.
import type {IdPattern, PatternPart} from '@inferloop/contract'
import type {Texts} from '../numbers/read-numbers.ts'

/** Distinct texts the patterns are learnt from. */
const MOST_TEXTS = 20_000
const MOST_PATTERNS = 12
/** Share of the cells the patterns of exact lengths must explain; below it, runs of any length are put together. */
const EXACT_SHARE = 0.9

interface Run {
  readonly type: PatternPart['type']
  readonly text: string
}

interface Group {
  readonly examples: Run[][]
  cells: number
}

/** Patterns held by at least `support` cells; a pattern of anything when there are none. */
export function learnPatterns(texts: Texts, support: number): IdPattern[] {
  const every = Math.max(1, Math.ceil(texts.indices.length / MOST_TEXTS))
  const exact = new Map<string, Group>()
  const loose = new Map<string, Group>()
  let cells = 0
  for (let i = 0; i < texts.indices.length; i += every) {
    const index = texts.indices[i]!
    const runs = runsOf(texts.text(index))
    const count = texts.counts[index]!
    cells += count
    put(exact, runs.map(run => shapeOf(run) + run.text.length).join(''), runs, count)
    put(loose, runs.map(shapeOf).join(''), runs, count)
  }
  const patterns = frequent(exact, support)
  const explained = patterns.reduce((sum, group) => sum + group.cells, 0)
  const kept = explained >= cells * EXACT_SHARE ? patterns : frequent(loose, support)
  const total = kept.reduce((sum, group) => sum + group.cells, 0)
  if (total === 0) return [anything(texts)]
  return kept.map(group => ({parts: partsOf(group.examples, support), share: group.cells / total}))
}

function put(groups: Map<string, Group>, shape: string, runs: Run[], cells: number): void {
  const group = groups.get(shape)
  if (group === undefined) groups.set(shape, {examples: [runs], cells})
  else {
    group.examples.push(runs)
    group.cells += cells
  }
}

const frequent = (groups: Map<string, Group>, support: number): Group[] =>
  [...groups.values()]
    .filter(group => group.cells >= support)
    .toSorted((a, b) => b.cells - a.cells)
    .slice(0, MOST_PATTERNS)

/** A run's class, or the character itself where it stands for itself. */
const shapeOf = (run: Run): string => (run.type === 'literal' ? run.text : `\n${run.type}`)

/** `PC 17599` → upper PC, literal blank, digits 17599. Long runs of a-f and digits are hexadecimal. */
export function runsOf(text: string): Run[] {
  if (/^(?=.*\d)(?=.*[a-f])[0-9a-f]{12,}$/.test(text)) return [{type: 'hex', text}]
  const runs: Run[] = []
  for (const [part] of text.matchAll(/\d+|[a-z]+|[A-Z]+|[^\da-zA-Z]/gu)) {
    const first = part.charCodeAt(0)
    const type =
      first <= 57 && first >= 48
        ? 'digits'
        : /[a-z]/.test(part)
          ? 'lower'
          : /[A-Z]/.test(part)
            ? 'upper'
            : 'literal'
    runs.push({type, text: part})
  }
  // Letters and digits in turn, many times, are one run of both.
  const mixed = runs.length >= 6 && runs.every(run => run.type !== 'literal')
  return mixed ? [{type: 'alphanumeric', text}] : runs
}

/** Examples from which a beginning that all have is kept. */
const LEAST_BEGINNING = 10

/** A part or two a run; what all of at least `support` examples share, whole or at its beginning, is kept as it is. */
function partsOf(examples: readonly Run[][], support: number): PatternPart[] {
  return examples[0]!.flatMap(({type}, at): PatternPart[] => {
    const runs = examples.map(example => example[at]!.text)
    if (type === 'literal') return [{type, text: runs[0]!}]
    if (examples.length >= Math.max(2, support) && runs.every(run => run === runs[0])) {
      return [{type: 'literal', text: runs[0]!}]
    }
    const beginning = examples.length >= Math.max(LEAST_BEGINNING, support) ? commonBeginning(runs) : ''
    const rest = runs.map(run => run.slice(beginning.length))
    let min = Number.POSITIVE_INFINITY
    let max = 0
    for (const {length} of rest) {
      min = Math.min(min, length)
      max = Math.max(max, length)
    }
    const nonzero = type === 'digits' && max > 1 && min > 0 && !rest.some(run => run.startsWith('0'))
    const free = {type, min, max, ...(nonzero ? {nonzero} : {})}
    return beginning === '' ? [free] : [{type: 'literal', text: beginning}, free]
  })
}

function commonBeginning(runs: readonly string[]): string {
  let beginning = runs[0]!
  for (const run of runs) while (!run.startsWith(beginning)) beginning = beginning.slice(0, -1)
  return beginning
}

function anything(texts: Texts): IdPattern {
  const lengths = [...texts.indices.subarray(0, 1000)].map(index => texts.text(index).length)
  return {
    parts: [{type: 'alphanumeric', min: Math.max(1, Math.min(...lengths)), max: Math.max(4, ...lengths)}],
    share: 1,
  }
}
