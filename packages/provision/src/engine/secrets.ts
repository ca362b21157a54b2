// Secrets inside longer texts, in place for one call and kept nowhere; fingerprints, by which a changed one is known.
import {InferError, type Inputs, type Json} from '@inferloop/contract'
import type {Engine} from './engine.ts'
import {revealInTexts, secretsIn} from './references.ts'
import type {Run} from './run.ts'

/** `{$secret}` stays for the driver to ask for; `${secret:NAME}` within a text becomes its value. */
export async function revealed(run: Run, inputs: Inputs): Promise<Inputs> {
  const values = new Map<string, string>()
  for (const reference of secretsIn(inputs, 'inTexts'))
    values.set(reference, await run.engine.secret(reference))
  return revealInTexts(inputs, values)
}

/**
 * By reference, of all secrets in the values.
 *
 * @throws InferError INFER_STACK naming the secret that has no value
 */
export async function fingerprints(
  engine: Engine,
  values: readonly Json[],
): Promise<Readonly<Record<string, string>>> {
  const references = [...new Set(values.flatMap(value => secretsIn(value)))].toSorted()
  const found: Record<string, string> = {}
  for (const reference of references) {
    let value: string
    try {
      value = await engine.secret(reference)
    } catch (error) {
      if (error instanceof InferError) throw error
      throw new InferError('INFER_STACK', {
        message: `The secret ${reference} has no value.`,
        suggestions: [`set ${reference} in the environment`],
        cause: error,
      })
    }
    found[reference] = engine.fingerprint(value)
  }
  return found
}
