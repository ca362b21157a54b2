// Flags of the commands that read tables: how to read them, and what their columns are.
import * as Flags from '@oclif/core/flags'

const names = (description: string) =>
  Flags.string({
    description: `${description}; commas between names, may be repeated`,
    helpValue: 'names',
    multiple: true,
    multipleNonGreedy: true,
  })

export const columnFlags = {
  type: Flags.string({
    description:
      'what a column is: numeric, datetime, categorical, ordinal, id, text or list; datetime:%d.%m.%Y names the format, ordinal:low<mid<high the order, list:; what parts the items; may be repeated',
    helpValue: 'column=kind',
    multiple: true,
    multipleNonGreedy: true,
  }),
  categorical: names('columns to take as labels, whatever they look like'),
  key: names('columns to take as ids'),
  text: names('columns to take as free text'),
  drop: names('columns to leave out'),
}

export const inputFlags = {
  sheet: Flags.string({
    description: 'sheet of an excel workbook to read; the first with cells that is not hidden by default',
    helpValue: 'name',
  }),
  'max-unpacked': Flags.string({
    description: 'bytes that a packed or Parquet input may unpack to; 32GB by default',
    helpValue: 'size',
  }),
}
