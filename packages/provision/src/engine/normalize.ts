// A driver's one spelling of inputs. What is not known yet, and secrets, stand as texts while it looks at them.
import type {Inputs, KindDriver} from '@inferloop/contract'
import {mark, unmark} from './references.ts'

export function normalized(driver: Pick<KindDriver, 'normalize'>, inputs: Inputs): Inputs {
  return mark(driver.normalize(unmark(inputs) as Inputs)) as Inputs
}
