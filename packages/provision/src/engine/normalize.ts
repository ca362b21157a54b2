// A driver's one spelling of inputs. What is not known yet stands as text while it looks at them.
import type {Inputs, KindDriver} from '@inferloop/contract'
import {mark, unmark} from './references.ts'

export function normalized(driver: Pick<KindDriver, 'normalize'>, inputs: Inputs): Inputs {
  return mark(driver.normalize(unmark(inputs))) as Inputs
}
