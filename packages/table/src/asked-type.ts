// What a user says that a column is.

export const ASKED_KINDS = ['numeric', 'datetime', 'categorical', 'id', 'text', 'list', 'ordinal'] as const

export interface AskedType {
  readonly kind: (typeof ASKED_KINDS)[number]
  /**
   * Of datetimes, in tokens such as `DD.MM.YYYY` or as strftime has it, `%d.%m.%Y`; of lists what stands between the items; of
   * ordinals the labels from the lowest, with `<` between them. Found by the cells when left out.
   */
  readonly format?: string
}
