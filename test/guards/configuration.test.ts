// The configuration's keys are the commands' flags; its pages and its example are those of the schema.
import {spawnSync} from 'node:child_process'
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {everyKey, openConfig} from '@inferloop/config'
import {MOST_UNPACKED} from '../../packages/files/src/packing/unpack.ts'
import {ASKED_KINDS} from '@inferloop/table'
import {expect} from 'chai'
import handlebars from 'handlebars'
import {DEFAULT_GENERATOR} from '../../src/registry/generators.ts'
import {checkPrivacy, DEFAULT_SEED, OF_A_FIT} from '../../src/services/check-options.ts'
import {DEFAULT_DRIFT} from '../../src/services/gates.ts'
import {read, ROOT} from './sources.ts'

interface Command {
  readonly args: Readonly<Record<string, object>>
  readonly flags: Readonly<Record<string, object>>
}
const {commands} = JSON.parse(read('oclif.manifest.json')) as {
  readonly commands: Readonly<Record<string, Command>>
}
const OF_THE_RUN = ['json', 'quiet', 'verbose', 'no-color', 'config', 'no-config', 'job']
const MAPS: Readonly<Record<string, string>> = {type: 'types', option: 'options'}

const keys = await everyKey()
const example = read('templates/infer.config.yaml.hbs')
const render = handlebars.compile(example)

/** What the example says in its remarks, said: `#key: value` becomes `key: value`. */
const allSaid = (text: string): string => text.replaceAll(/^(\s*)#([a-z][a-z-]*: )/gm, '$1$2')

async function opened(text: string) {
  const folder = mkdtempSync(join(tmpdir(), 'infer-example-'))
  try {
    writeFileSync(join(folder, 'infer.config.yaml'), text)
    return await openConfig({folder, file: 'infer.config.yaml', environment: {}})
  } finally {
    rmSync(folder, {recursive: true})
  }
}

describe('the configuration', () => {
  for (const section of ['generate', 'validate'] as const)
    it(`has a key for every flag of infer ${section}, and no other`, () => {
      const {args, flags} = commands[section]!
      const named = [...Object.keys(args), ...Object.keys(flags)]
        .filter(name => !OF_THE_RUN.includes(name))
        .map(name => MAPS[name] ?? name)
      const own = keys.filter(key => key.section === section).map(({name}) => name)
      expect(own).to.have.members(named)
    })

  it('has the defaults of the services', () => {
    const constants = keys.filter(({unset}) => typeof unset !== 'string' || !unset.includes(' '))
    const inWords = ['none', 'not kept', 'not judged', 'data']
    const defaults = constants
      .filter(({unset}) => !inWords.includes(String(unset)))
      .map(({section, name, unset}) => [`${section}.${name}`, unset])
    const unpacked = `${MOST_UNPACKED / 2 ** 30}GB`
    expect(Object.fromEntries(defaults)).to.deep.equal({
      'generate.generator': DEFAULT_GENERATOR,
      'generate.seed': DEFAULT_SEED,
      'generate.privacy': checkPrivacy(),
      'generate.max-unpacked': unpacked,
      'generate.card': true,
      'generate.force': false,
      'validate.quick': false,
      'validate.max-drift': DEFAULT_DRIFT,
      'validate.seed': DEFAULT_SEED,
      'validate.max-unpacked': unpacked,
      'validate.force': false,
    })
  })

  it('forgets for a model what generate refuses beside one', async () => {
    const flags = Object.values(OF_A_FIT).map(flag => flag.slice(2))
    const names = flags.map(name => MAPS[name] ?? name)
    const values = names.map(name => {
      if (Object.values(MAPS).includes(name)) return `${name}: {a: text}`
      return `${name}: ${name === 'fit-rows' ? 5 : name === 'privacy' ? 'high' : 'x'}`
    })
    const {leavesOf} = await opened(`version: 1\ngenerate: {${values.join(', ')}}\n`)
    const from = {kind: 'flag', name: '--model'} as const
    const model = {key: ['model'], value: 'm.infer', shown: 'm.infer', from, references: []}
    expect((await leavesOf('generate')).map(({key}) => key[0])).to.have.members(names)
    expect(await leavesOf('generate', [model])).to.deep.equal([model])
  })

  it('knows the kinds that a column can be', async () => {
    const types = ASKED_KINDS.map(kind => `c-${kind}: ${kind}`).join(', ')
    await opened(`version: 1\ngenerate: {types: {${types}}}\n`)
  })

  it('has a JSON Schema and tables that the build would write now', () => {
    const args = ['scripts/config-pages.mjs', '--check']
    const {status, stderr} = spawnSync(process.execPath, args, {
      cwd: ROOT,
      encoding: 'utf8',
      env: {PATH: process.env['PATH']},
    })
    expect(status, stderr).to.equal(0)
  }).timeout(30_000)

  it('has an example that is valid as it is, says every key, and is valid with all of them said', async () => {
    await opened(render({}))
    const text = allSaid(render({}))
    const {jobs, leavesOf} = await opened(text)
    expect(jobs).to.deep.equal(['customers'])
    for (const section of ['generate', 'validate'] as const) {
      const part = text.slice(text.indexOf(`\n${section}:`)).split(/\n(?=[a-z])/)[1]!
      const names = keys.filter(key => key.section === section).map(({name}) => name)
      expect([...part.matchAll(/^ {2}([a-z][a-z-]*):/gm)].map(([, name]) => name)).to.have.members(names)
      // A model beats the data before it only when it comes in a later layer, so every key is there.
      expect([...new Set((await leavesOf(section)).map(({key}) => key[0]))]).to.include.members(
        names.filter(name => !['options', 'epochs', 'max-time', 'data'].includes(name)),
      )
    }
  })

  it('has an example that editors check by the published schema', () => {
    const {$id} = JSON.parse(read('packages/config/infer.config.schema.json')) as {$id: string}
    expect(render({}).split('\n', 1)[0]).to.equal(`# yaml-language-server: $schema=${$id}`)
    expect(read('docs/configuration.md')).to.include(`# yaml-language-server: $schema=${$id}\n`)
  })

  it('has an example that can be filled in', async () => {
    const given = {
      data: '"a.csv"',
      generator: '"ctgan"',
      rows: '5',
      output: '"b.csv"',
      privacy: '"high"',
      seed: '7',
      types: '{"born": "datetime:%d"}',
      drop: '["x"]',
      holdout: '"c.csv"',
      target: '["y"]',
      reports: '["r.html"]',
      'min-quality': '0.8',
      jobs: '{"one": {"data": "d.csv"}}',
    }
    const {leavesOf, jobs} = await opened(render(given))
    expect(jobs).to.deep.equal(['one'])
    const values = (await leavesOf('generate')).map(({key, value}) => [key.join('.'), value])
    expect(Object.fromEntries(values)).to.include({
      data: 'a.csv',
      rows: 5,
      seed: 7,
      'types.born': 'datetime:%d',
    })
    const holes = [...example.matchAll(/\{\{\{([\w-]+)\}\}\}/g)].map(([, name]) => name)
    expect(Object.keys(given)).to.have.members(holes)
  })
})
