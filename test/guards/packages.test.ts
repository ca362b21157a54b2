// What goes to the registry: everything a user of a package needs, and nothing else.
import {expect} from 'chai'
import {existsSync} from 'node:fs'
import {join} from 'node:path'
import {packAll} from '../../scripts/pack-all.mjs'
import {KNOWN_GENERATORS, KNOWN_PROVIDERS} from '../../src/registry/known.ts'
import {packageJson, read, ROOT, workspaces} from './sources.ts'

interface Packed {
  readonly name: string
  readonly size: number
  readonly unpackedSize: number
  readonly files: readonly {readonly path: string}[]
}

/** Bytes of a tarball. */
const LARGEST_CLI = 1_000_000
const LARGEST = 200_000

const folders = ['.', ...workspaces()]
const folderOf = ({name}: Packed) => folders.find(folder => packageJson(folder).name === name)!

describe('the packages', () => {
  let packed: readonly Packed[] = []
  before(function () {
    this.timeout(120_000)
    packed = packAll() as readonly Packed[]
  })

  it('are all there', () => {
    expect(packed.map(({name}) => name)).to.have.members(folders.map(folder => packageJson(folder).name))
  })

  it('say what they are, whose, on which Node, and what may be imported with which types', () => {
    for (const folder of folders) {
      const manifest = JSON.parse(read(`${folder}/package.json`)) as Record<string, unknown>
      for (const field of ['description', 'license', 'repository', 'engines', 'exports', 'files'])
        expect(manifest[field], `${folder} ${field}`).to.not.equal(undefined)
      expect(manifest['private'], folder).to.equal(undefined)
      const {repository, exports} = manifest as {
        repository: {url: string; directory?: string}
        exports: Record<string, {types: string; default: string} | string>
      }
      expect(repository.url, folder).to.equal('git+https://github.com/inferloop/infer.git')
      expect(repository.directory ?? '.', folder).to.equal(folder)
      for (const [door, target] of Object.entries(exports)) {
        if (door.endsWith('.json')) continue
        const {types, default: code} = target as {types: string; default: string}
        for (const file of [types, code])
          expect(existsSync(join(ROOT, folder, file)), `${folder} ${door} ${file}: npm run build`).to.equal(
            true,
          )
      }
    }
  })

  it('hold a README, the licence, their code with its types, and no more', () => {
    for (const one of packed) {
      const paths = one.files.map(({path}) => path)
      expect(paths, one.name).to.include.members(['README.md', 'LICENSE', 'package.json'])
      const junk = /\.map$|tsbuildinfo|\.sources$|(^|\/)(test|src|node_modules)\/|\.test\.|\.(?<!\.d\.)ts$/
      expect(
        paths.filter(path => junk.test(path)),
        one.name,
      ).to.deep.equal([])
    }
  })

  it('hold no code whose source is gone', () => {
    for (const one of packed) {
      const folder = folderOf(one)
      const stale = one.files
        .map(({path}) => path)
        .filter(path => /^dist\/.*\.js$/.test(path))
        .filter(path => !existsSync(join(ROOT, folder, path.replace(/^dist/, 'src').replace(/js$/, 'ts'))))
      expect(stale, `${one.name}: npm run clean, then npm run build`).to.deep.equal([])
    }
  })

  it('are small', () => {
    for (const {name, size} of packed)
      expect(size, name).to.be.lessThan(name === '@inferloop/cli' ? LARGEST_CLI : LARGEST)
  })

  it('that are plugins have a short name', () => {
    const known = [...Object.values(KNOWN_GENERATORS), ...Object.values(KNOWN_PROVIDERS)]
    const plugins = folders
      .map(folder => packageJson(folder).name)
      .filter(name => /\/(generator|provider)-/.test(name))
    expect(known).to.have.members(plugins)
  })
}).timeout(60_000)
