// One range of Node versions everywhere: that of package.json, which holds what the dependencies ask for.
import {expect} from 'chai'
import {isInRange} from '../../bin/node-range.js'
import {packageJson, read, workspaces} from './sources.ts'

const rangeOf = (folder: string): string =>
  (packageJson(folder) as unknown as {readonly engines: {readonly node: string}}).engines.node
const range = rangeOf('.')

/** The first and the last version of each end, and their neighbours. */
const VERSIONS = [
  '20.19.0',
  '22.18.0',
  '22.22.1',
  '22.22.2',
  '22.23.0',
  '23.11.0',
  '24.0.0',
  '24.14.9',
  '24.15.0',
  '25.9.0',
  '26.0.0',
  '27.1.0',
]

describe('the range of Node', () => {
  it('is the same in every package and on every page that names one', () => {
    const folders = [
      ...workspaces(),
      'test/fixtures/plugins/well-behaved',
      'test/fixtures/plugins/provider-powerdns',
    ]
    expect(folders.filter(folder => rangeOf(folder) !== range)).to.deep.equal([])
    for (const page of ['docs/library.md', 'docs/writing-a-generator.md', 'CONTRIBUTING.md'])
      expect(read(page), page).to.include(range)
    const stray = [
      'README.md',
      'CONTRIBUTING.md',
      'ARCHITECTURE.md',
      'docs/library.md',
      'bin/run.js',
      'scripts/run.mjs',
    ]
    expect(stray.filter(file => /22\.18/.test(read(file)))).to.deep.equal([])
  })

  it('lets no version through that a dependency refuses', () => {
    const {packages} = JSON.parse(read('package-lock.json')) as {
      readonly packages: Readonly<
        Record<string, {readonly engines?: {readonly node?: string}; readonly dev?: boolean}>
      >
    }
    const asked = [
      ...new Set(
        Object.values(packages)
          .filter(({dev}) => dev !== true)
          .map(({engines}) => engines?.node),
      ),
    ]
    const simple = asked.filter(
      one => one !== undefined && /^((\^|>=)\d+(\.\d+){0,2}( \|\| )?)+$/.test(one),
    ) as string[]
    expect(simple.length).to.be.above(3)
    const inner = (one: string) =>
      one.replaceAll(/\d+(\.\d+){0,2}/g, part => [...part.split('.'), '0', '0'].slice(0, 3).join('.'))
    for (const version of VERSIONS.filter(one => isInRange(one, range)))
      expect(
        simple.filter(one => !isInRange(version, inner(one))),
        version,
      ).to.deep.equal([])
  })

  it('is read as npm reads it', () => {
    expect(VERSIONS.filter(version => isInRange(version, range))).to.deep.equal([
      '22.22.2',
      '22.23.0',
      '24.15.0',
      '26.0.0',
      '27.1.0',
    ])
    expect(() => isInRange('22.0.0', '22.x')).to.throw('not understood')
  })
})
