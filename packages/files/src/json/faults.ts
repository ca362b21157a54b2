// What can be wrong with a JSON file, with the line.
import {InferError, withCommas} from '@inferloop/contract'

const syntax = (file: string, line: number, what: string, cause?: unknown): InferError =>
  new InferError('INFER_JSON_SYNTAX', {
    message: `Line ${withCommas(line)} of ${file}: ${what}.`,
    suggestions: [`sed -n ${line}p ${file}`, 'a list of objects, or one object a line (NDJSON), is read'],
    ...(cause === undefined ? {} : {cause}),
  })

const shown = (byte: number): string =>
  byte > 0x20 && byte < 0x7f ? `"${String.fromCharCode(byte)}"` : `byte ${byte}`

export const jsonFault = {
  notARecord: (file: string, line: number, byte: number) =>
    syntax(file, line, `an object {…} for the next row was expected, not ${shown(byte)}`),
  tooLong: (file: string, line: number, bytes: number) =>
    syntax(
      file,
      line,
      `the object that begins here has more than ${bytes >> 20} MiB; is a bracket or quote never closed?`,
    ),
  cutOff: (file: string, line: number) =>
    syntax(
      file,
      line,
      'the object that begins here never ends: a bracket or quote is not closed, or the file was cut off',
    ),
  tooDeep: (file: string, line: number, levels: number) =>
    syntax(file, line, `brackets stand more than ${withCommas(levels)} deep within each other`),
  openList: (file: string, line: number) =>
    syntax(file, line, 'the list is never closed: the file was cut off'),
  notJson: (file: string, line: number, cause: unknown) =>
    syntax(file, line, `the object that begins here is not JSON (${(cause as Error).message})`, cause),
  twoShapes: (file: string, line: number, column: string) =>
    syntax(
      file,
      line,
      `"${column}" holds an object here and a value elsewhere, or is both a name with points and a path`,
    ),
  wrapper: (file: string, key: string) =>
    new InferError('INFER_JSON_SYNTAX', {
      message: `${file} holds one object, whose rows seem to stand in "${key}".`,
      suggestions: [`jq '.${key}' ${file} > rows.json`],
    }),
  tooWide: (file: string, line: number, columns: number) =>
    syntax(
      file,
      line,
      `with this object the table has more than ${withCommas(columns)} columns; are keys used as values?`,
    ),
}
