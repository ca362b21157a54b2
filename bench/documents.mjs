// Writes measured results into documents, between `<!-- name -->` and `<!-- /name -->`.
import {readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {ROOT} from './setup.mjs'

export function writeBetween(document, name, text) {
  const path = join(ROOT, document)
  const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`]
  const before = readFileSync(path, 'utf8')
  const [from, to] = [before.indexOf(start), before.indexOf(end)]
  if (from === -1 || to < from) throw new Error(`${document} lacks ${start} … ${end}`)
  writeFileSync(path, `${before.slice(0, from + start.length)}\n${text}\n${before.slice(to)}`)
}
