// What a column's name says about it: whole words only, so that "resolving" never holds a "vin".

const ID_WORDS = new Set(['id', 'ids', 'uuid', 'guid', 'pk', 'identifier', 'rowid', 'rownum', 'idx'])
const COUNTER_WORDS = new Set(['index', 'key', 'no', 'nr', 'num', 'number', 'code', 'serial', 'row'])
const CODE_WORDS = new Set([
  'zip',
  'zipcode',
  'zips',
  'postal',
  'postcode',
  'postalcode',
  'plz',
  'phone',
  'telephone',
  'tel',
  'mobile',
  'fax',
  'ssn',
  'iban',
  'isbn',
  'ean',
  'imei',
])
const CODE_ENDINGS = new Set(['code', 'number', 'no', 'nr', 'num', 'text', 'str'])
const TIME_PARTS = new Set(['year', 'quarter', 'month', 'week', 'day', 'hour', 'minute', 'second'])
const DATE_WORDS = new Set(['date', 'day', 'dt', 'datum', 'dob', 'birthday', 'ymd', 'time', 'timestamp'])

const INSTANT_WORDS = new Set([
  'timestamp',
  'ts',
  'time',
  'datetime',
  'date',
  'epoch',
  'unix',
  'unixtime',
  'at',
  'when',
  'since',
  'until',
  'created',
  'updated',
  'modified',
  'deleted',
  'seen',
  'login',
  'expires',
  'expiry',
  'started',
  'ended',
])

/** Lower-case words of a name: `PassengerId` and `passenger_id` both give passenger, id. */
export function wordsOfName(name: string): string[] {
  return name
    .replace(/(\p{Ll}|\d)(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu}+)(\p{Lu}\p{Ll})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\d]+/u)
    .filter(word => word !== '')
}

/** `sure` for names such as `id` and `order_id`, `maybe` for `key` or `ticket_number`. */
export function namesId(name: string): 'sure' | 'maybe' | undefined {
  const words = wordsOfName(name)
  const last = words.at(-1)
  if (last === undefined) return 'maybe'
  if (ID_WORDS.has(last) || ID_WORDS.has(words[0]!)) return 'sure'
  return COUNTER_WORDS.has(last) ? 'maybe' : undefined
}

/** Digits under such a name are a code, not a quantity: `zip`, `phone_number`, but not `mobile_minutes`. */
export function namesCode(name: string): boolean {
  const words = wordsOfName(name)
  while (words.length > 1 && CODE_ENDINGS.has(words.at(-1)!)) words.pop()
  return CODE_WORDS.has(words.at(-1) ?? '')
}

/** 1 and 2 under such a name are a month or a quarter, not yes and no. */
export const namesTimePart = (name: string): boolean => wordsOfName(name).some(word => TIME_PARTS.has(word))

export const namesDate = (name: string): boolean => wordsOfName(name).some(word => DATE_WORDS.has(word))

/** Whole numbers of ten digits under such a name count the seconds since 1970: `created_at`, `ts`, `event_time`. */
export const namesInstant = (name: string): boolean => wordsOfName(name).some(word => INSTANT_WORDS.has(word))

const LATITUDES = new Set(['lat', 'latitude', 'latitud', 'breitengrad'])
const LONGITUDES = new Set(['lon', 'lng', 'long', 'longitude', 'longitud', 'laengengrad', 'längengrad'])

/**
 * Whether a name speaks of a latitude or a longitude, and the rest of it, by which the two halves of a point find each other:
 * `pickup_lat` and `pickup_lon`, `lat2` and `lng2`.
 */
export function namesAxis(name: string): {axis: 'latitude' | 'longitude'; rest: string} | undefined {
  const rest = wordsOfName(name)
  const at = rest.findIndex(word => {
    const plain = word.replace(/\d+$/, '')
    return LATITUDES.has(plain) || LONGITUDES.has(plain)
  })
  if (at === -1) return undefined
  const [word, digits] = [rest[at]!.replace(/\d+$/, ''), /\d*$/.exec(rest[at]!)![0]]
  rest[at] = `*${digits}`
  return {axis: LATITUDES.has(word) ? 'latitude' : 'longitude', rest: rest.join(' ')}
}
