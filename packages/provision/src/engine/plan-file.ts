// A plan on disk: canonical JSON with its digest, so that an altered file is seen.
import {InferError} from '@inferloop/contract'
import {canonical, digest} from './canonical.ts'
import type {Plan} from './plan.ts'

export function encodePlan(plan: Plan): string {
  return `${canonical({plan, sha256: digest(plan)})}\n`
}

/** Where a plan can be saved when a file that is none stands in its place. */
const ANOTHER = 'new.plan.json'

/** @throws InferError INFER_PLAN_STALE when the text is no plan, was altered, or is of another infer */
export function decodePlan(text: string, file: string): Plan {
  const refuse = (what: string, instead = file): InferError =>
    new InferError('INFER_PLAN_STALE', {
      message: `${file} ${what}.`,
      suggestions: [`infer deploy plan -o ${instead}`],
    })
  let saved: {plan?: Plan; sha256?: unknown}
  try {
    saved = JSON.parse(text) as typeof saved
  } catch {
    throw refuse('is not a plan: no JSON', ANOTHER)
  }
  const {plan, sha256} = saved ?? {}
  if (typeof plan !== 'object' || plan === null) throw refuse('is not a plan', ANOTHER)
  if (digest(plan) !== sha256) throw refuse('was altered after it was made')
  if (plan.version !== 1) throw refuse(`has version ${String(plan.version)}, and this infer reads version 1`)
  return plan
}
