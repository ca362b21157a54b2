// What `--version` and `--help` load. Modules are counted, not milliseconds: they do not depend on the machine.
import {expect} from 'chai'
import {spawnSync} from 'node:child_process'
import {mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const TRACE = new URL('fixtures/trace-modules.js', import.meta.url).href

/** Every plugin of the repository, linked. */
const ALL_PLUGINS = readdirSync(join(ROOT, 'plugins')).map(name => ({
  name: `@inferloop/${name}`,
  type: 'link',
  root: join(ROOT, 'plugins', name),
}))

/** URLs of all files that were loaded with all plugins installed, relative to the root where they lie below it. */
function loadedBy(...args: readonly string[]): {readonly stdout: string; readonly modules: string[]} {
  const folder = mkdtempSync(join(tmpdir(), 'infer-startup-'))
  try {
    mkdirSync(join(folder, 'infer'))
    writeFileSync(join(folder, 'infer/package.json'), JSON.stringify({oclif: {plugins: ALL_PLUGINS}}))
    const list = join(folder, 'modules.json')
    const {stdout, status, stderr} = spawnSync(
      process.execPath,
      ['--import', TRACE, join(ROOT, 'bin/run.js'), ...args],
      {
        encoding: 'utf8',
        env: {
          ...process.env,
          TRACE_MODULES: list,
          NODE_ENV: 'production',
          XDG_DATA_HOME: folder,
          XDG_CONFIG_HOME: folder,
          XDG_CACHE_HOME: folder,
        },
      },
    )
    expect(status, stderr).to.equal(0)
    const urls = JSON.parse(readFileSync(list, 'utf8')) as string[]
    const modules = urls
      .filter(url => url.startsWith('file:'))
      .map(url => fileURLToPath(url).replace(ROOT, ''))
    return {stdout, modules}
  } finally {
    rmSync(folder, {recursive: true, force: true})
  }
}

const matching = (modules: readonly string[], pattern: RegExp): string[] =>
  modules.filter(path => pattern.test(path))

const OURS = /^(packages|plugins|dist|src)\/|node_modules\/@inferloop\//
const HEAVY =
  /node_modules\/(nodejs-polars|onnxruntime-node|listr2|@inquirer|inquirer|zod|cosmiconfig|yaml|js-yaml|handlebars|linkedom|@observablehq)(\/|-)/
const BARREL = /@oclif\/core\/lib\/index\.js$/

describe('starting up', () => {
  it('--version says name, version and platform, loading neither our packages nor oclif’s barrel', () => {
    const {stdout, modules} = loadedBy('--version')
    expect(stdout).to.match(/^@inferloop\/cli\/\d+\.\d+\.\d+ \S+ node-v\d+/)
    expect(modules).to.include('bin/run.js')
    expect(matching(modules, OURS)).to.deep.equal([])
    expect(matching(modules, BARREL)).to.deep.equal([])
    expect(modules.length).to.be.lessThan(5)
  })

  for (const args of [['--help'], ['generate', '--help'], ['create-config', '--help'], ['info', '--help']]) {
    it(`${args.join(' ')} loads no heavy package, nor one of ours, with all plugins installed`, () => {
      const {stdout, modules} = loadedBy(...args)
      expect(stdout).to.include('USAGE')
      expect(matching(modules, HEAVY)).to.deep.equal([])
      expect(matching(modules, /^(packages|plugins)\/|node_modules\/@inferloop\//)).to.deep.equal([])
    })
  }

  it('a completion, which somebody waits for, loads neither what reads tables nor what is heavy', () => {
    const {stdout, modules} = loadedBy('complete', '--', 'generate', 'data.csv', '--ro')
    expect(stdout).to.match(/^--rows\t/)
    expect(matching(modules, HEAVY)).to.deep.equal([])
    expect(matching(modules, /^(packages|plugins)\/(?!contract\/)/)).to.deep.equal([])
  })

  it('`info`, and so a run with another generator, loads of ctgan what it offers and no network', () => {
    const {stdout, modules} = loadedBy('info')
    expect(stdout).to.include('ctgan')
    expect(
      matching(modules, /plugins\/generator-ctgan\//).map(path => path.replace(/^.*\/dist\//, '')),
    ).to.have.members(['hooks/generators.js', 'options.js'])
    expect(matching(modules, /packages\/tensor\/|onnxruntime/)).to.deep.equal([])
  })

  it('the trace sees what is loaded: `info` loads the contract', () => {
    expect(matching(loadedBy('info').modules, /packages\/contract\//)).to.not.deep.equal([])
  })
}).timeout(30_000)
