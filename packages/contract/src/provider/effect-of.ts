// What a change of one field takes: the kind's word, unless the driver has another.
import {fieldsAlong} from './field-at.ts'
import type {Effect} from './field.ts'
import type {KindDriver} from './kind-driver.ts'
import type {KindSpec} from './kinds.ts'

/**
 * The innermost word counts, and the driver's before the kind's: `effects` of `allow` holds for `allow.0.port` too. Fields of
 * one provider are asked for as `native.NAME`. A path that is in no table, of an older version perhaps, is `inPlace`.
 */
export function effectOf(
  path: string,
  kind: Pick<KindSpec, 'fields'>,
  driver: Pick<KindDriver, 'effects' | 'native'>,
): Effect {
  const isNative = path.startsWith('native.')
  const along = isNative
    ? fieldsAlong(driver.native, path.slice('native.'.length))
    : fieldsAlong(kind.fields, path)
  for (const {path: place, spec} of (along ?? []).toReversed()) {
    const own = isNative ? undefined : driver.effects[place]
    const effect = own ?? spec.effect
    if (effect !== undefined) return effect
  }
  return 'inPlace'
}
