// Deploys stacks: reads a stack file, plans, applies, remembers, recovers. Providers are handed in; nothing is printed here.
export type * from './state/snapshot.ts'
export {SCHEMA} from './state/snapshot.ts'
export type * from './state/store.ts'
export type * from './state/storage.ts'
export type * from './engine/stack.ts'
