// The providers that are installed, and what they need to be used.
import {stat} from 'node:fs/promises'
import {homedir} from 'node:os'
import {join} from 'node:path'
import type {CredentialSpec, FieldSpec, ProviderDescriptor} from '@inferloop/contract'
import type {Collected, Complaint, Offer} from '../../registry/collect.ts'

export interface ProviderInfo {
  readonly name: string
  readonly summary: string
  readonly plugin: string
  readonly version: string
  readonly settings: readonly SettingInfo[]
  readonly credentials: readonly CredentialInfo[]
}

export interface SettingInfo extends Pick<FieldSpec, 'type' | 'summary' | 'default' | 'unit' | 'choices'> {
  readonly name: string
  readonly required: boolean
}

export interface CredentialInfo extends CredentialSpec {
  /** Whether the variable has a value, or the file is there; never what it is. */
  readonly set: boolean
}

export interface Providers {
  readonly providers: readonly ProviderInfo[]
  readonly notLoaded: readonly Complaint[]
}

type Environment = Readonly<Record<string, string | undefined>>

export async function providers(
  {offers, complaints}: Collected<ProviderDescriptor>,
  env: Environment,
): Promise<Providers> {
  return {providers: await Promise.all(offers.map(offer => infoOf(offer, env))), notLoaded: complaints}
}

async function infoOf(
  {descriptor, plugin = '', version}: Offer<ProviderDescriptor>,
  env: Environment,
): Promise<ProviderInfo> {
  const {name, summary, settings, credentials} = descriptor
  return {
    name,
    summary,
    plugin,
    version,
    settings: Object.entries(settings).map(([its, spec]) => settingOf(its, spec)),
    credentials: await Promise.all(credentials.map(async one => ({...one, set: await isSet(one.name, env)}))),
  }
}

const settingOf = (name: string, spec: FieldSpec): SettingInfo => ({
  name,
  type: spec.type,
  summary: spec.summary,
  required: spec.required === true,
  ...(spec.default === undefined ? {} : {default: spec.default}),
  ...(spec.unit === undefined ? {} : {unit: spec.unit}),
  ...(spec.choices === undefined ? {} : {choices: spec.choices}),
})

/** `AWS_PROFILE` is a variable, `~/.aws/credentials` a file. */
async function isSet(name: string, env: Environment): Promise<boolean> {
  if (!/[\\/]/.test(name)) return (env[name] ?? '') !== ''
  const path = name.startsWith('~/') ? join(env['HOME'] ?? homedir(), name.slice(2)) : name
  return stat(path).then(
    () => true,
    () => false,
  )
}
