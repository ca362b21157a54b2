// Whether references of a stack lead somewhere: names that exist, kinds that fit, outputs that kinds have, no circles.
import {
  errorCode,
  type Fields,
  nearest,
  type Path,
  RESOURCE_KINDS,
  type ResourceKind,
} from '@inferloop/contract'
import {inHooks, inOrder} from '../engine/graph.ts'
import {type Reference, referencesOf} from '../engine/references.ts'
import type {DesiredResource, Stack} from '../engine/stack.ts'
import {findPath} from './find-path.ts'

export type Refuse = (path: Path, what: string, instead?: string) => void

/** `names` are those of all resources, `fieldsOf` gives the fields of one, `native` among them. */
export function checkReferences(
  stack: Stack,
  names: readonly string[],
  fieldsOf: (of: DesiredResource) => Fields,
  refuse: Refuse,
): void {
  const kinds = new Map<string, ResourceKind | undefined>([
    ...names.map(name => [name, undefined] as const),
    ...stack.resources.map(({name, kind}) => [name, kind] as const),
  ])
  const one = (path: Path, reference: Reference) => checkOne(path, reference, kinds, refuse)
  const needs = new Map<string, readonly string[]>()
  for (const resource of stack.resources) {
    const {name, inputs, dependsOn = [], hooks = []} = resource
    const found = referencesOf(fieldsOf(resource), inputs)
    for (const reference of found)
      one(['resources', name, ...findPath(inNative(reference.path, stack.provider), inputs)], reference)
    const inWords = inHooks(resource)
    for (const reference of inWords) one(['resources', name, ...findPath(reference.path, {hooks})], reference)
    dependsOn.forEach((needed, i) => {
      if (!kinds.has(needed))
        refuse(['resources', name, 'dependsOn', i], ...unknownName(needed, [...kinds.keys()]))
    })
    needs.set(
      name,
      [
        ...new Set([
          ...found.map(each => each.name),
          ...inWords.map(each => each.name).filter(each => each !== name),
          ...dependsOn,
        ]),
      ].filter(each => kinds.has(each)),
    )
  }
  const {outputs, hooks} = stack
  for (const reference of referencesOf({}, {outputs, hooks: asJson(hooks)}))
    one(findPath(reference.path, {outputs, hooks}), reference)
  refuseCircle(needs, refuse)
}

/** `native.zone` of the inputs stands at `native.aws.zone` of the file. */
const inNative = (path: string, provider: string): string => path.replace(/^native\./, `native.${provider}.`)

const asJson = (value: unknown) => JSON.parse(JSON.stringify(value)) as never

function checkOne(
  path: Path,
  {name, output, kinds: allowed}: Reference,
  kinds: ReadonlyMap<string, ResourceKind | undefined>,
  refuse: Refuse,
): void {
  if (!kinds.has(name) && allowed?.includes('security.secret') === true) {
    // Somebody may have written the secret itself.
    const secrets = [...kinds].filter(([, each]) => each === 'security.secret').map(([each]) => each)
    const what = `should name a security.secret of this stack; there are ${secrets.join(', ') || 'none'}`
    return refuse(path, what, secrets[0] ?? 'NAME: {kind: security.secret}')
  }
  if (!kinds.has(name)) return refuse(path, ...unknownName(name, [...kinds.keys()]))
  const kind = kinds.get(name)
  if (kind === undefined) return
  if (allowed !== undefined && !allowed.includes(kind)) {
    const fit = [...kinds]
      .filter(([, each]) => each !== undefined && allowed.includes(each))
      .map(([each]) => each)
    const instead = fit.length > 0 ? fit.join(' or ') : `add a ${allowed.join(' or a ')}`
    return refuse(path, `should name a ${allowed.join(' or a ')}, and ${name} is a ${kind}`, instead)
  }
  const outputs = ['id', ...Object.keys(RESOURCE_KINDS[kind]?.outputs ?? {})]
  if (outputs.includes(output)) return
  const near = nearest(output, outputs) ?? outputs.at(-1)!
  refuse(
    path,
    `${name} is a ${kind}, which has no output ${output}; it has ${outputs.join(', ')}`,
    `\${${name}.${near}}`,
  )
}

function unknownName(name: string, names: readonly string[]): [what: string, instead?: string] {
  const near = nearest(name, names)
  const hint = near === undefined ? `there are ${names.join(', ') || 'none'}` : `the nearest is ${near}`
  return [
    `names ${JSON.stringify(name)}, which is no resource of this stack; ${hint}`,
    ...(near === undefined ? [] : [near]),
  ] as [string, string?]
}

function refuseCircle(needs: ReadonlyMap<string, readonly string[]>, refuse: Refuse): void {
  try {
    inOrder(needs)
  } catch (error) {
    if (errorCode(error) !== 'INFER_STACK') throw error
    const {message, suggestions} = error as Error & {suggestions: readonly string[]}
    const [, circle = ''] = /: (.*)\.$/.exec(message) ?? []
    refuse(['resources', circle.split(' → ', 1)[0]!], `needs itself: ${circle}`, suggestions[0])
  }
}
