// The shapes of what --json prints: schemas/NAME.v1.json, whose address is the first field of each object.

/** A field that goes or changes its meaning makes a new file of the next version; a new field does not. */
const ADDRESS = 'https://raw.githubusercontent.com/inferloop/infer/main/schemas'

/** Of a command, such as `info:generator`, or of `error`. */
export const shapeOf = (id: string): string => `${ADDRESS}/${id.replaceAll(':', '-')}.v1.json`

/** What every command prints in place of its result when it fails. */
export const failed = <E>(error: E): {readonly $schema: string; readonly error: E} => ({
  $schema: shapeOf('error'),
  error,
})
