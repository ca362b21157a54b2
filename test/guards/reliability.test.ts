// docs/reliability.md has the table that scripts/prove.mjs writes, of the proofs there are.
import {expect} from 'chai'
import {globSync, readFileSync} from 'node:fs'
import {fileURLToPath} from 'node:url'
import {PROOFS} from '../../scripts/proofs.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const read = (path: string) => readFileSync(root + path, 'utf8')

describe('docs/reliability.md', () => {
  it('has rows that the script wrote, with what is promised and tried today', () => {
    const [, table = ''] =
      /<!-- proofs -->\n([\s\S]*?)<!-- \/proofs -->/.exec(read('docs/reliability.md')) ?? []
    const rows = table.split('\n').filter(row => row.startsWith('| `'))
    expect(rows).to.not.deep.equal([])
    for (const row of rows) {
      const proof = PROOFS.find(({name}) => row.startsWith(`| \`${name}\` |`))
      expect(proof, row).to.not.equal(undefined)
      const {name, promise, tested, figure} = proof!
      expect(row.startsWith(`| \`${name}\` | ${promise} | ${tested} | ${figure} | `), row).to.equal(true)
      expect(row).to.match(/\| (short form: )?held; [\d,.]+ .* \| \d{4}-\d\d-\d\d, /)
    }
  })

  it('leaves out no test that counts what it proves', () => {
    const known = PROOFS.flatMap(({files = []}) => files)
    for (const path of globSync('{{packages,plugins}/*/test,test}/**/*.{test,system}.ts', {cwd: root}))
      if (/^ +(if .*\) )?(proved|tellCounted)\(/m.test(read(path))) expect(known).to.include(path)
  })
})
