// Numbers of ids of which few stand twice: most rows have their own, the others that of a row further up.
import type {Random} from '@inferloop/contract'

/**
 * A function from a row to its id's number. A row repeats with the chance `share`, and then has the number of a row further up, each as likely; so about (1 - share) · rows numbers are
 * different. Depends on the row alone, whatever batch it comes in.
 */
export function repeatedNumbers(share: number, key: Random): (row: number) => number {
  return row => {
    let at = row
    for (;;) {
      const own = key.split(at)
      if (at === 0 || own.next() >= share) return at
      at = own.below(at)
    }
  }
}
