// Deploys stacks: reads a stack file, plans, applies, remembers, recovers. Providers are handed in; nothing is printed here.
export type * from './state/snapshot.ts'
export {SCHEMA} from './state/snapshot.ts'
export type * from './state/store.ts'
export type * from './state/storage.ts'
export type * from './engine/stack.ts'
export type {Known} from './stack/check-stack.ts'
export {
  initStack,
  type InitOptions,
  renderTemplate,
  type TemplateChoice,
  type Written,
} from './stack/init-stack.ts'
export {published, type Published} from './stack/published.ts'
export {readStack, type ReadStackOptions} from './stack/read-stack.ts'
export {listTemplates, showTemplate} from './stack/templates.ts'
export type {ShownTemplate, TemplateFacts} from './stack/template/list-templates.ts'
export type {Declared, Variable} from './stack/template/variables.ts'
