import {expect} from 'chai'
import {spawnSync} from 'node:child_process'
import {readFileSync} from 'node:fs'
import {fileURLToPath} from 'node:url'
import * as tensor from '../src/index.ts'

const page = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
const [, file, program, output] = /^<!-- (\S+) -->\n```ts\n([\s\S]*?)\n```\n```\n([\s\S]*?)\n```/m.exec(page)!

describe('the README', () => {
  it('shows its first network as it is, and what it prints', () => {
    const path = fileURLToPath(new URL(`../${file}`, import.meta.url))
    expect(readFileSync(path, 'utf8').replace(/^.*\n/, '').trimEnd()).to.equal(program)
    const {stdout, stderr} = spawnSync(process.execPath, ['--conditions=inferloop-source', path], {
      encoding: 'utf8',
    })
    // The last digit may be another on another processor.
    const rounded = (text: string) => text.replace(/(\d\.\d)\d/, '$1')
    expect(rounded(stdout.trimEnd()), stderr).to.equal(rounded(output!))
  })

  it('names every function there is, and no other', () => {
    const functions = Object.keys(tensor)
    const words = new Set(page.match(/\b[a-z]\w+/gi))
    const layers = /^(.*)(Weights|Statistics)$/
    const isNamed = (name: string) => words.has(name) || words.has(layers.exec(name)?.[1] ?? name)
    expect(functions.filter(name => !isNamed(name))).to.deep.equal([])
    const [table] = /^\| arithmetic[\s\S]*?^\| optimizers.*$/m.exec(page)!
    const named = [...table.matchAll(/`(\w+)`/g)].map(([, name]) => name!)
    expect(named.filter(name => !functions.includes(name))).to.deep.equal([])
  })
})
