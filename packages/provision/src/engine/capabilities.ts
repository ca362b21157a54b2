// Whether a provider can do what a stack asks, known before anything is planned.
import {InferError, nearest, type Capabilities, type ResourceKind} from '@inferloop/contract'
import type {DesiredResource} from './stack.ts'

/** @throws InferError INFER_PROVIDER_LACKS with everything that is lacking and what does nearly the same */
export function checkCapabilities(
  provider: string,
  resources: readonly DesiredResource[],
  capabilities: Capabilities,
): void {
  const supported = Object.keys(capabilities).filter(kind => capabilities[kind as ResourceKind]?.supported)
  const lacking: string[] = []
  const suggestions: string[] = []
  for (const {name, kind, inputs, place} of resources) {
    const at = place === undefined ? name : `${place.file}:${place.line}: ${name}`
    const capability = capabilities[kind]
    if (capability === undefined || !capability.supported) {
      lacking.push(`${at}: ${provider} has no ${kind}${capability?.reason ? ` (${capability.reason})` : ''}`)
      const instead = capability?.instead ?? nearestKind(kind, supported)
      suggestions.push(
        instead === undefined ? `${name}: leave it out, or use another provider` : `${name}: use ${instead}`,
      )
      continue
    }
    for (const path of capability.lacks ?? [])
      if (has(inputs, path.split('.'))) {
        lacking.push(`${at}.${path}: a ${kind} of ${provider} cannot have it`)
        suggestions.push(
          capability.instead === undefined
            ? `${name}: leave ${path} out`
            : `${name}: use ${capability.instead}`,
        )
      }
  }
  if (lacking.length > 0)
    throw new InferError('INFER_PROVIDER_LACKS', {message: `${lacking.join('; ')}.`, suggestions})
}

/** Of the same family, else the most alike by letters. */
function nearestKind(kind: string, supported: readonly string[]): string | undefined {
  const family = supported.filter(other => other.startsWith(`${kind.split('.')[0]}.`))
  return nearest(kind, supported) ?? family[0]
}

/** Whether something stands at the path; `*` for any part. False and the like count as not asked for. */
function has(value: unknown, path: readonly string[]): boolean {
  if (path.length === 0) return value !== undefined && value !== null && value !== false
  if (typeof value !== 'object' || value === null) return false
  const [key, ...rest] = path
  const inside = key === '*' ? Object.values(value) : [(value as Record<string, unknown>)[key!]]
  return inside.some(item => has(item, rest))
}
