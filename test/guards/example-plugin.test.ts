// docs/writing-a-generator.md shows the example plugin as it is, and the example passes the suite the way the page says.
import {expect} from 'chai'
import {spawnSync} from 'node:child_process'
import {filesIn, read, ROOT} from './sources.ts'

const PLUGIN = 'test/fixtures/plugins/well-behaved'
const shown = [...read('docs/writing-a-generator.md').matchAll(/^<!-- (\S+) -->\n```\w+\n([\s\S]*?)\n```$/gm)]

describe('docs/writing-a-generator.md', () => {
  it('shows the plugin’s files as they are', () => {
    for (const [, file, text] of shown) expect(read(file!), file).to.include(text!)
  })

  it('shows package.json, hook, options, generator and test', () => {
    expect(shown.map(([, file]) => file!.slice(PLUGIN.length + 1))).to.deep.equal([
      'package.json',
      'src/hooks/generators.js',
      'src/options.js',
      'src/pairs.js',
      'test/conformance.js',
    ])
  })

  it('names every file of the plugin', () => {
    const page = read('docs/writing-a-generator.md')
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
    expect(stdout.trim().split('\n').length).to.be.greaterThan(30)
  }).timeout(60_000)
})
