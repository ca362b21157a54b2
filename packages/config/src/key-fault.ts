// What is wrong with one value, before it stands in a file.
import type {SectionName} from './sections.ts'

/** `must be a positive whole number, was -3`; undefined where the value suits its key, or refers to the environment. */
export type KeyFault = (section: SectionName, name: string, value: unknown) => string | undefined

export async function openKeyFault(): Promise<KeyFault> {
  const [{badReference, hasReference}, {said}, {keyOf}] = await Promise.all([
    import('./references.ts'),
    import('./said.ts'),
    import('./sections.ts'),
  ])
  return (section, name, value) => {
    if (typeof value === 'string' && hasReference(value)) return badReference(value)
    const issue = keyOf(section, name)!.schema.safeParse(value).error?.issues[0]
    return issue === undefined ? undefined : `${issue.message}, was ${said(value, [section, name])}`
  }
}
