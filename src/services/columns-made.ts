// Each column of the rows made: its kind, why, and how close its distribution came.
import type {TableSchema} from '@inferloop/contract'
import type {ColumnShape} from '@inferloop/report'
import type {MadeColumn} from './generate-options.ts'

export interface Score {
  readonly name: string
  readonly metric: string
  readonly score: number | null
}

const METRICS = ['KSComplement', 'TVComplement'] as const

/** `shapes` are of these very rows; `saved` are the scores a model was saved with, where there is no real table. */
export function columnsMade(
  schema: TableSchema,
  shapes: readonly ColumnShape[] | undefined,
  saved: readonly Score[] = [],
): MadeColumn[] {
  const shapeOf = new Map(shapes?.map(shape => [shape.name, shape]))
  const scoreOf = new Map<string, Score>((shapes ?? saved).map(score => [score.name, score]))
  return schema.columns.map(({name, kind, evidence}) => {
    // Of ids and texts a generator learns only whether they are there: nothing to score.
    const compared = kind !== 'id' && kind !== 'text'
    const found = compared ? scoreOf.get(name) : undefined
    const shape = shapeOf.get(name)
    return {
      name,
      kind,
      evidence,
      metric: METRICS.find(metric => metric === found?.metric) ?? null,
      score: found?.score ?? null,
      missingReal: shape?.missingReal ?? null,
      missingSynthetic: shape?.missingSynthetic ?? null,
    }
  })
}
