// Deploys stacks: reads a stack file, plans, applies, remembers, recovers. Providers are handed in; nothing is printed here.
export type * from './state/snapshot.ts'
export {SCHEMA} from './state/snapshot.ts'
export type * from './state/store.ts'
export type * from './state/storage.ts'
export type * from './engine/stack.ts'
export type * from './state/disk.ts'
export {nodeDisk} from './state/node-disk.ts'
export {localStorage} from './state/local-storage.ts'
export {opIdOf} from './state/op-id.ts'
export {play} from './state/play.ts'
export {faultsOf} from './state/integrity.ts'
export {openState, type StateParts} from './state/open-state.ts'
export {thisProcess} from './state/this-process.ts'
export type {Owner, Self} from './state/owner.ts'
export {TIMING, type Timing} from './state/timing.ts'
export {localState} from './state/local-state.ts'
export {objectStorage, type ObjectStore} from './state/object-storage.ts'
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
export {variableFault} from './stack/variable-fault.ts'
export type {ShownTemplate, TemplateFacts} from './stack/template/list-templates.ts'
export type {Declared, Variable} from './stack/template/variables.ts'
export {secretsIn as secretNames} from './engine/references.ts'
export {LIMITS, type Engine, type Limits, type RunHook} from './engine/engine.ts'
export type {Progress, StepAction} from './engine/progress.ts'
export {isEmpty, type Plan, type PlanAction, type PlanOptions, type PlanStep} from './engine/plan.ts'
export {checkCapabilities} from './engine/capabilities.ts'
export {decodePlan, encodePlan} from './engine/plan-file.ts'
export {plan as planStack, deploy as deployStack, type Deployed, type DeployOptions} from './engine/deploy.ts'
export {
  planDestroy,
  destroy as destroyStack,
  type DestroyOptions,
  type DestroyRun,
} from './engine/destroy.ts'
export {planRollback, rollback as rollbackStack, type RollbackRun} from './engine/rollback.ts'
export type {RollbackPlan} from './engine/plan-rollback.ts'
export {operateStack, recoverStack, refreshStack} from './engine/maintain.ts'
export type {Recovered} from './engine/recover.ts'
export type {Refreshed} from './engine/refresh.ts'
export type {Stray} from './engine/sweep.ts'
export {adopt as adoptThing} from './engine/adopt.ts'
export {rebuild as rebuildStack, type Rebuilt} from './engine/rebuild.ts'
export {drift as driftOfStack, type Drift, type FieldDrift, type ResourceDrift} from './engine/drift.ts'
export {liveStatus, statusOf, type StackStatus} from './engine/status.ts'
export {logs as logsOfThing} from './engine/logs.ts'
export {costOf, type Cost, type Money, priced as monthlyCost} from './engine/cost.ts'
