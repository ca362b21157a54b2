// What is wrong with one value, for those who ask for values one by one.
import type {Variable} from './template/variables.ts'

/** Follows the name: `should be a whole number from 1 to 100, was 0`; undefined when it may be taken. */
export async function variableFault(
  name: string,
  variable: Variable,
  value: unknown,
): Promise<string | undefined> {
  const {checkValues} = await import('./template/check-values.ts')
  const [fault] = checkValues({[name]: variable}, {[name]: value}, '').faults
  return fault?.what
}
