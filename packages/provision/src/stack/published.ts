// What the build writes of stack files: the JSON Schema for editors, and the rows of tables in the docs.
import type {FieldRow} from './field-rows.ts'

export interface Published {
  readonly schema: unknown
  readonly sections: readonly FieldRow[]
  readonly ofResources: readonly FieldRow[]
  readonly ofVariables: readonly FieldRow[]
  readonly filters: readonly {readonly usage: string; readonly summary: string}[]
  readonly kinds: readonly KindPage[]
}

export interface KindPage {
  readonly kind: string
  readonly summary: string
  readonly holdsData: boolean
  readonly rows: readonly FieldRow[]
  readonly outputs: Readonly<Record<string, string>>
}

export async function published(): Promise<Published> {
  const [{stackSchema}, {fieldRows}, sections, {VARIABLE}, {FILTERS}, {RESOURCE_KINDS}] = await Promise.all([
    import('./stack-schema.ts'),
    import('./field-rows.ts'),
    import('./sections.ts'),
    import('./template/variables.ts'),
    import('./template/filters.ts'),
    import('@inferloop/contract'),
  ])
  const {SECTIONS, OPEN_SECTIONS, RESOURCE_KEYS, NATIVE} = sections
  const open = Object.entries(OPEN_SECTIONS).map(([path, summary]): FieldRow => {
    return {path, type: 'fields', summary, unset: '', effect: ''}
  })
  return {
    schema: stackSchema(),
    sections: [...fieldRows(SECTIONS), ...open],
    ofResources: fieldRows({...RESOURCE_KEYS, native: {type: 'object', summary: NATIVE}}),
    ofVariables: fieldRows(VARIABLE),
    filters: Object.values(FILTERS).map(({usage, summary}) => ({usage, summary})),
    kinds: Object.entries(RESOURCE_KINDS).map(([kind, {summary, holdsData, fields, outputs}]) => {
      return {kind, summary, holdsData, rows: fieldRows(fields), outputs}
    }),
  }
}
