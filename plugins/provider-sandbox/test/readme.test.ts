// The tables of the README are those of the code.
import {expect} from 'chai'
import {RESOURCE_KINDS, type FieldSpec} from '@inferloop/contract'
import {readFileSync} from 'node:fs'
import {DIALS, FAULTS} from '../src/index.ts'
import {KIND_FACTS} from '../src/kind-facts.ts'

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')

const dials = Object.entries(DIALS as Record<string, FieldSpec>)
  .filter(([name]) => name !== 'rules')
  .map(([name, {default: value, summary}]) => `| \`${name}\` | ${JSON.stringify(value)} | ${summary} |`)

const classes = ['token', 'natural', 'tag', 'marker'].map(one => {
  const kinds = Object.keys(KIND_FACTS).filter(
    kind => KIND_FACTS[kind as `${string}.${string}`]!.idempotency === one,
  )
  return `| ${one} | ${kinds.map(kind => `\`${kind}\``).join(', ')} |`
})

describe('the README', () => {
  it('shows every dial with its default', () => {
    expect(readme).to.include(['| dial | default | |', '| --- | --- | --- |', ...dials].join('\n'))
  })

  it('shows every kind with its class', () => {
    expect(readme).to.include(['| class | kinds |', '| --- | --- |', ...classes].join('\n'))
    expect(Object.keys(KIND_FACTS)).to.have.members(Object.keys(RESOURCE_KINDS))
  })

  it('explains every fault', () => {
    expect(FAULTS.filter(fault => !readme.includes(`\`${fault}\``))).to.deep.equal([])
  })
})
