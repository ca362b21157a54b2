// Secrets stand in inputs by reference alone: {"$secret": "NAME"}. Who needs the value asks ProviderIo.secret(NAME).
import type {Json} from '../generator.ts'
import type {Inputs} from './resource.ts'

export interface SecretReference {
  readonly $secret: string
}

export function isSecretReference(value: unknown): value is SecretReference {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return false
  const names = Object.keys(value)
  const {$secret} = value as {$secret?: unknown}
  return names.length === 1 && typeof $secret === 'string' && $secret !== ''
}

/** As a cloud can show them: every value that is a reference left out. */
export function withoutSecrets(inputs: Inputs): Inputs {
  return shown(inputs) as Inputs
}

function shown(value: Json): Json {
  if (Array.isArray(value)) return value.filter(part => !isSecretReference(part)).map(shown)
  if (value === null || typeof value !== 'object') return value
  const kept = Object.entries(value).filter(([, part]) => !isSecretReference(part))
  return Object.fromEntries(kept.map(([name, part]) => [name, shown(part)]))
}

/** Each reference with its path, `env.TOKEN`, in order. */
export function secretsIn(value: Json | Inputs, path = ''): readonly {path: string; name: string}[] {
  if (isSecretReference(value)) return [{path, name: value.$secret}]
  if (value === null || typeof value !== 'object') return []
  return Object.entries(value).flatMap(([name, part]) =>
    secretsIn(part, path === '' ? name : `${path}.${name}`),
  )
}
