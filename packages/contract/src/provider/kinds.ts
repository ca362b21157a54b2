// The portable kinds: fields that mean the same with every provider. What only one has stands under `native`.
import {COMPUTE} from './kinds/compute.ts'
import {DATABASE} from './kinds/database.ts'
import {MONITORING} from './kinds/monitoring.ts'
import {NETWORK} from './kinds/network.ts'
import {SECURITY} from './kinds/security.ts'
import {STORAGE} from './kinds/storage.ts'
import type {Fields, ResourceKind} from './field.ts'

export interface KindSpec {
  readonly summary: string
  readonly fields: Fields
  /** What others may refer to as `${name.output}`, with what it is. */
  readonly outputs: Readonly<Record<string, string>>
  /** Its removal would lose what users stored: protected by default, never removed by a rollback. */
  readonly holdsData: boolean
}

export const RESOURCE_KINDS: Readonly<Record<ResourceKind, KindSpec>> = {
  ...COMPUTE,
  ...STORAGE,
  ...NETWORK,
  ...SECURITY,
  ...MONITORING,
  ...DATABASE,
}
