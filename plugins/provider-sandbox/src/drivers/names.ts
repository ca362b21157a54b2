// Names of things whose names their makers choose: the same for the same operation, another for the next.
import type {Call, Inputs, ResourceKind} from '@inferloop/contract'

/** Of a DNS record its own name; else stack, resource and six letters of the operation, for two may stand side by side in a replacement. */
export function nameFor(
  kind: ResourceKind,
  {opId, tags}: Pick<Call, 'opId' | 'tags'>,
  inputs: Inputs,
): string {
  if (kind === 'network.dns')
    return `${inputs['name'] as string}:${(inputs['type'] as string | undefined) ?? 'CNAME'}`
  const words = `${tags['infer-stack']}-${tags['infer-name']}`.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')
  return `${words.slice(0, 40)}-${opId.toLowerCase().slice(-6)}`
}
