// What others show of the schema: its keys one by one, and itself for editors.
import type {Facts} from './facts.ts'
import type {SectionName} from './sections.ts'

export interface KeyFacts extends Facts {
  readonly section: SectionName
  readonly name: string
  /** The variable that stands for it. */
  readonly variable: string
}

/** Keys of all sections, in the order people read them. */
export async function everyKey(): Promise<KeyFacts[]> {
  const {SECTIONS} = await import('./sections.ts')
  const {variableOf} = await import('./environment-layer.ts')
  return (Object.keys(SECTIONS) as SectionName[]).flatMap(section =>
    Object.entries(SECTIONS[section]).map(([name, {facts}]) => ({
      ...facts,
      section,
      name,
      variable: variableOf(section, name),
    })),
  )
}

/** JSON Schema, draft 7. */
export async function publishedSchema(): Promise<unknown> {
  const {jsonSchema} = await import('./json-schema.ts')
  return jsonSchema()
}
