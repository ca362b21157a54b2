// What can be wrong with the structure of a CSV, in words: file, line, column, and what to do.
import {InferError} from '@inferloop/contract'

export const csvFault = {
  ragged(name: string, line: number, cells: number, width: number): InferError {
    return new InferError('INFER_CSV_RAGGED', {
      message: `Line ${line} of ${name} has ${count(cells, 'cell')}, the header has ${width}.`,
      suggestions: [...showLine(name, line, line), 'put quotes around a cell that holds the delimiter'],
    })
  },

  unclosedQuote(name: string, line: number, column: number): InferError {
    return new InferError('INFER_CSV_QUOTE', {
      message: `The quote that opens on line ${line} of ${name}, column ${column}, is never closed.`,
      suggestions: [
        ...showLine(name, line, line),
        'close the quote; within a quoted cell, write a quote twice',
      ],
    })
  },

  tooLong(name: string, line: number, bytes: number, quoted: boolean): InferError {
    return new InferError('INFER_CSV_QUOTE', {
      message: `The record that begins on line ${line} of ${name} does not end within ${bytes / 2 ** 20} MiB${quoted ? ': a quote in it is probably never closed' : ''}.`,
      suggestions: showLine(name, line, line),
    })
  },

  afterQuote(name: string, opened: number, closed: number, column: number): InferError {
    const where = opened === closed ? '' : ` (on line ${closed})`
    return new InferError('INFER_CSV_QUOTE', {
      message: `The quoted cell that begins on line ${opened} of ${name}, column ${column}, goes on after its closing quote${where}.`,
      suggestions: [
        ...showLine(name, opened, closed),
        'within a quoted cell, write a quote twice; or close the quote',
      ],
    })
  },

  header(name: string, problems: readonly string[]): InferError {
    return new InferError('INFER_CSV_HEADER', {
      message: `The header of ${name} does not name every column once: ${problems.join('; ')}.`,
      suggestions: ['give every column its own name in the first line; add such a line when there is none'],
    })
  },
}

function showLine(name: string, from: number, to: number): string[] {
  if (name === '-' || name === 'stdin' || name === 'standard input') return []
  const lines = from === to ? `${from}` : `${from},${to}`
  return [`sed -n ${lines}p ${/^[\w./-]+$/.test(name) ? name : `'${name.replaceAll("'", `'\\''`)}'`}`]
}

function count(n: number, word: string): string {
  return `${n} ${word}${n === 1 ? '' : 's'}`
}
