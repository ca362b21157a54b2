// The text of a stack file, with what is needed to fill it in.
import {extname} from 'node:path'

export interface StackText {
  readonly text: string
  readonly shown: string
  /** Of the file, where includes stand. */
  readonly folder: string
  readonly variables: Readonly<Record<string, unknown>>
}

export const languageOf = (name: string): 'yaml' | 'json' =>
  extname(name.replace(/\.hbs$/, '')) === '.json' ? 'json' : 'yaml'
