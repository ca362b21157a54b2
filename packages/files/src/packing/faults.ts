// What can be wrong with a packed file.
import {InferError} from '@inferloop/contract'
import {sizeSaid} from '../output/size-said.ts'
import {wordsOf} from '../system-error.ts'

export const packingFault = {
  damaged: (file: string, evidence: string, cause?: unknown) =>
    new InferError('INFER_PACKING_DAMAGED', {
      message: `${file} cannot be unpacked: ${evidence}.`,
      suggestions: ['copy or download the file again, and compare its size with the original'],
      ...(cause === undefined ? {} : {cause}),
    }),
  broken: (file: string, cause: unknown) =>
    packingFault.damaged(file, wordsOf(cause).split('\n')[0]!.replace(/\.$/, ''), cause),
  tooLarge: (file: string, bytes: number) =>
    new InferError('INFER_TOO_LARGE', {
      message: `${file} unpacks to more than ${sizeSaid(bytes)}.`,
      suggestions: ['--max-unpacked 64GB, if it is meant to be that large'],
    }),
  notOneTable: (file: string, tables: readonly string[]) =>
    new InferError('INFER_FILE_FORMAT', {
      message:
        tables.length === 0
          ? `${file} holds no file.`
          : `${file} holds ${tables.length} files (${tables.slice(0, 5).join(', ')}${tables.length > 5 ? ', …' : ''}); one table is read.`,
      suggestions: [`unzip ${file}`],
    }),
}
