// docs/writing-a-provider.md shows the example plugin as it is, and the example passes the suite the way the page says.
import {expect} from 'chai'
import {spawnSync} from 'node:child_process'
import {filesIn, read, ROOT} from './sources.ts'

const PLUGIN = 'test/fixtures/plugins/provider-powerdns'
const page = read('docs/writing-a-provider.md')
const shown = [...page.matchAll(/^<!-- (\S+) -->\n```\w+\n([\s\S]*?)\n```$/gm)]

describe('docs/writing-a-provider.md', () => {
  it('shows the plugin’s files as they are', () => {
    for (const [, file, text] of shown) expect(read(file!).trimEnd(), file).to.equal(text!)
  })

  it('shows package.json, every source file and the test', () => {
    const sources = filesIn(`${PLUGIN}/src`).map(file => file.slice(PLUGIN.length + 1))
    expect(shown.map(([, file]) => file!.slice(PLUGIN.length + 1))).to.have.members([
      'package.json',
      ...sources,
      'test/conformance.js',
    ])
  })

  it('names every file of the plugin', () => {
    const names = filesIn(PLUGIN).map(file => file.split('/').at(-1)!)
    expect(names.filter(name => !page.includes(name))).to.deep.equal([])
  })

  it('is right that `node test/conformance.js` passes', () => {
    const {status, stdout, stderr} = spawnSync(
      process.execPath,
      [
        '--conditions=inferloop-source',
        '--disable-warning=ExperimentalWarning',
        `${PLUGIN}/test/conformance.js`,
      ],
      {cwd: ROOT, encoding: 'utf8'},
    )
    expect(status, stdout + stderr).to.equal(0)
    expect(stdout.match(/^ok {6}network\.dns/gm)!.length).to.be.greaterThan(12)
  }).timeout(60_000)
})
