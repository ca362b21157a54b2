// What zod does not know of a key: whether it names a file, and what holds while nobody says anything.
import type {z} from 'zod'

export interface Facts {
  /** One line, as the flag's. */
  readonly says: string
  /** How its values are read: `map` has keys of the user's own, `list` takes one text for a list of one. */
  readonly shape: 'one' | 'list' | 'map'
  /** Names a file: relative to the configuration file it stands in; `-` stays what it is. */
  readonly isFile: boolean
  /** In words where it is no constant. */
  readonly unset: string | number | boolean
}

export interface Key<S extends z.ZodType = z.ZodType> {
  readonly schema: S
  readonly facts: Facts
}
