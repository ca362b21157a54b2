// The door to templates: nothing of them is loaded before one is asked for.
import type {ShownTemplate, TemplateFacts} from './template/list-templates.ts'

/** Sorted by provider, then name. */
export async function listTemplates(folder: string): Promise<TemplateFacts[]> {
  return (await import('./template/list-templates.ts')).listTemplates(folder)
}

/** By name or path; `from` is the folder paths begin at. @throws InferError INFER_STACK when there is none of that name */
export async function showTemplate(
  nameOrPath: string,
  folder: string,
  from?: string,
): Promise<ShownTemplate> {
  return (await import('./template/list-templates.ts')).showTemplate(nameOrPath, folder, from)
}
