// How many rows of a wide table are looked at where a narrow one has more.

/** Columns up to which nothing is left out. */
const NARROW = 50

/** `most` rows of a table of up to 50 columns; of wider ones fewer, as cells cost alike, but 200 at least. */
export const fewerInWide = (most: number, columns: number): number =>
  columns <= NARROW ? most : Math.max(200, Math.floor((most * NARROW) / columns))
