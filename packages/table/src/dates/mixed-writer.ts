// Instants written in several formats, each as often as it stood in the column.
import type {DatetimeSchema, Random} from '@inferloop/contract'
import {offsetWriters} from './offsets.ts'
import {datetimeParser} from './parse-datetime.ts'

const MINUTE_MS = 60_000

interface Form {
  readonly share: number
  readonly write: (value: number) => string
  /** Whether the text gives the instant back, but for seconds that the form has no room for. */
  readonly holds: (value: number) => boolean
  readonly isDay: boolean
}

/** Whether one instant can be written in several forms. */
export const isMixed = ({alsoShares = [], offsets}: DatetimeSchema): boolean =>
  offsets !== undefined || alsoShares.some(share => share > 0)

/**
 * The form for an instant, a format and one of the column's offsets: drawn by their shares from those that hold it to the minute, for
 * what a generator draws has seconds in every row where some rows have them; a midnight from those of days alone where there are such. Undefined when all is
 * written in one format, and one offset at a time.
 */
export function mixedWriter(schema: DatetimeSchema):
  | {
      readonly choose: (value: number, random: Random) => number
      readonly write: (value: number, form: number) => string
    }
  | undefined {
  const {format, alsoReads = [], alsoShares = []} = schema
  if (!isMixed(schema)) return undefined
  const shares = [Math.max(0, 1 - alsoShares.reduce((sum, share) => sum + share, 0)), ...alsoShares]
  const forms = [format, ...alsoReads].flatMap((each, i) => {
    const parse = datetimeParser(each)
    return offsetWriters(each, schema).map(
      ({share, write}): Form => ({
        share: (shares[i] ?? 0) * share,
        write,
        holds: value => {
          const lost = value - parse(write(value))
          return lost === 0 || (lost > 0 && lost < MINUTE_MS)
        },
        isDay: !/[Hh]/.test(each),
      }),
    )
  })
  const mixes = forms.some(({isDay}) => isDay) && forms.some(({isDay}) => !isDay)
  return {
    choose(value, random) {
      const able = forms.filter(form => form.share > 0 && form.holds(value))
      const days = mixes ? able.filter(({isDay}) => isDay) : []
      const among = days.length > 0 ? days : able
      let left = random.next() * among.reduce((sum, {share}) => sum + share, 0)
      for (const form of among) if ((left -= form.share) < 0) return forms.indexOf(form)
      return 0
    },
    write: (value, form) => forms[form]!.write(value),
  }
}
