// A generator's options, filled in and checked against its descriptor before `fit` sees them.
import {InferError} from './errors.ts'
import type {Options, OptionSpec, OptionValue, Privacy} from './generator.ts'

export const PRIVACY_LEVELS: readonly Privacy[] = ['low', 'default', 'high']

/** Why `value` does not suit `spec`, as the end of a sentence that starts with the option's name; undefined when it does. */
export function optionFault(spec: OptionSpec, value: unknown): string | undefined {
  const was = `, was ${JSON.stringify(value) ?? String(value)}`
  if (spec.type === 'boolean') return typeof value === 'boolean' ? undefined : `should be true or false${was}`
  if (spec.type === 'choice') {
    const choices = spec.choices ?? []
    return choices.includes(value as string) ? undefined : `should be one of ${choices.join(', ')}${was}`
  }
  if (typeof value !== 'number' || !Number.isFinite(value)) return `should be a number${was}`
  if (spec.type === 'integer' && !Number.isInteger(value)) return `should be a whole number${was}`
  if (spec.min !== undefined && value < spec.min) return `should be at least ${spec.min}${was}`
  if (spec.max !== undefined && value > spec.max) return `should be at most ${spec.max}${was}`
  return undefined
}

/**
 * `given` with the defaults of `specs` for what is not given, and the privacy level.
 *
 * @throws InferError INFER_OPTION for a name that is not in `specs`, a value of the wrong type or out of its range
 */
export function completeOptions(
  generator: string,
  specs: readonly OptionSpec[],
  given: Readonly<Record<string, unknown>>,
  privacy: Privacy,
): Options {
  const suggestions = [`infer info generator ${generator}`]
  for (const name of Object.keys(given)) {
    if (specs.some(spec => spec.name === name)) continue
    const known = specs.map(spec => spec.name).join(', ') || 'none'
    throw new InferError('INFER_OPTION', {
      message: `${generator} has no option "${name}" (its options: ${known}).`,
      suggestions,
    })
  }
  const options: Record<string, OptionValue> = {}
  for (const spec of specs) {
    const value = given[spec.name] ?? spec.default
    const fault = optionFault(spec, value)
    if (fault !== undefined) {
      throw new InferError('INFER_OPTION', {message: `${generator}/${spec.name}: ${fault}.`, suggestions})
    }
    options[spec.name] = value as OptionValue
  }
  return {...options, privacy}
}
