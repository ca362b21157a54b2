// Variables: those that stand for keys, and those a file refers to.
import {hideOf, openStrayVariables, refuseUnset} from '@inferloop/config'
import {expect} from 'chai'
import {aFolder, type Folder} from './a-folder.ts'

describe('the environment', () => {
  let folder: Folder
  beforeEach(() => (folder = aFolder()))
  afterEach(() => folder.remove())
  const write = (text: string) => folder.write('infer.config.yaml', `version: 1\n${text}`)
  const messageOf = async (environment: Record<string, string>) => {
    const error: unknown = await folder.values('generate', {environment}).catch((one: unknown) => one)
    return (error as Error).message
  }

  it('has a variable for every key: texts, numbers, truth, lists and maps', async () => {
    const environment = {
      INFER_GENERATE_DATA: 'a.csv',
      INFER_GENERATE_FIT_ROWS: '1000',
      INFER_GENERATE_CARD: 'false',
      INFER_GENERATE_DROP: 'a,b',
      INFER_GENERATE_KEY: '["c,d"]',
      INFER_GENERATE_TYPES: '{"born": "datetime:%d"}',
      INFER_GENERATE_OPTIONS: '{"epochs": 3, "alpha": 1}',
      INFER_GENERATE_SEED: '',
    }
    expect(await folder.values('generate', {environment})).to.deep.equal({
      data: 'a.csv',
      'fit-rows': 1000,
      card: false,
      drop: ['a', 'b'],
      key: ['c,d'],
      'types.born': 'datetime:%d',
      epochs: 3,
      'options.alpha': 1,
    })
  })

  it('is held to the same rules, and named', async () => {
    expect(await messageOf({INFER_GENERATE_ROWS: 'x'})).to.equal(
      'generate.rows: must be a positive whole number, was "x", INFER_GENERATE_ROWS',
    )
    expect(await messageOf({INFER_GENERATE_ROW: '3'})).to.include('the nearest is INFER_GENERATE_ROWS')
    expect(await messageOf({INFER_GENERATE_TYPES: '{"__proto__": {"x": 1}}'})).to.include('generate.types')
    expect(await messageOf({INFER_GENERATE_OPTIONS: '{'})).to.include(
      'generate.options: must be a map in JSON, such as {"name": 3}, INFER_GENERATE_OPTIONS',
    )
    const beside = await messageOf({INFER_GENERATE_OPTIONS: '{"api-key": "hunter2", "x": [1]}'})
    expect(beside).to.include('generate.options.x: must be a number').and.not.include('hunter2')
  })

  it('is looked through for variables that are misspelt, or lack their section', async () => {
    const faultOf = (variable: string) =>
      openStrayVariables({[variable]: '5'}).then(
        warnings => warnings.join('\n'),
        (error: unknown) => `Error: ${(error as Error).message}`,
      )
    expect(await faultOf('INFER_GENERTE_ROWS')).to.equal(
      'Error: INFER_GENERTE_ROWS stands for no key; the nearest is INFER_GENERATE_ROWS, in the environment',
    )
    expect(await faultOf('INFER_VALIDATEQUICK')).to.include('the nearest is INFER_VALIDATE_QUICK')
    for (const [variable, meant] of [
      ['INFER_ROWS', 'INFER_GENERATE_ROWS'],
      ['INFER_MIN_QUALITY', 'INFER_VALIDATE_MIN_QUALITY'],
      ['INFER_GEN_ROWS', 'INFER_GENERATE_ROWS'],
      ['INFER_JOBS', 'INFER_JOB'],
    ] as const)
      expect(await faultOf(variable)).to.equal(
        `Warning: ${variable} stands for no key and is not read; the nearest is ${meant}`,
      )
    for (const variable of ['INFER_CONFIG', 'INFER_NPM_REGISTRY', 'INFER_GENERATE_ROWS', 'INFER_ENDPOINT'])
      expect(await faultOf(variable), variable).to.equal('')
    expect(await openStrayVariables({INFER_ROWS: ''})).to.deep.equal([])
  })

  it('gives what a file refers to, as the type that is wanted', async () => {
    write(
      'generate: {rows: "${ROWS}", card: "${CARD:-false}", output: "${DIR}/a-$${x}.csv", drop: ["${DIR}"], options: {alpha: "${ROWS}"}, types: {a: "${KIND:-id}"}}\n',
    )
    const environment = {ROWS: '12', DIR: '/out'}
    expect(await folder.values('generate', {environment})).to.deep.equal({
      rows: 12,
      card: false,
      output: '/out/a-${x}.csv',
      drop: ['/out'],
      'options.alpha': 12,
      'types.a': 'id',
    })
  })

  it('takes an empty variable for one that is not set where there is a default', async () => {
    write('generate: {sheet: "${A:-b}"}\n')
    expect(await folder.values('generate', {environment: {A: ''}})).to.deep.equal({sheet: 'b'})
  })

  it('is missed only where a value is used', async () => {
    write('generate:\n  seed: 3\njobs:\n  a:\n    data: ${DB_URL}\n')
    const [top, a] = [await folder.open(), await folder.open({job: 'a'})]
    refuseUnset('generate', await top.leavesOf('generate'))
    const leaves = await a.leavesOf('generate')
    expect(() => refuseUnset('generate', leaves)).to.throw(
      'generate.data: refers to ${DB_URL}, which is not set, infer.config.yaml:6',
    )
  })

  it('is put back as a reference wherever its values would be shown', async () => {
    write('data: ${SOURCE}\ngenerate: {seed: "${N}", sheet: "${LONG} ${SHORT}"}\n')
    const environment = {SOURCE: './tables/people.csv', N: '12', LONG: 'hunter2-more', SHORT: 'hunter2'}
    const hide = hideOf(await (await folder.open({environment})).leavesOf('generate'))
    expect(hide('There is no file tables/people.csv.')).to.equal('There is no file ${SOURCE}.')
    expect(hide('learnt from people.csv')).to.equal('learnt from ${SOURCE}')
    expect(hide('hunter2-more and hunter2')).to.equal('${LONG} and ${SHORT}')
    expect(hide('12 rows')).to.equal('12 rows')
  })

  it('is put back also where it stands in JSON, or as a terminal shows it', async () => {
    write('generate: {sheet: "${Q}", options: {min-leaf: "${L}"}}\n')
    const environment = {Q: 'pa"ss\\word', L: 'first\nsecond\u2028third'}
    const hide = hideOf(await (await folder.open({environment})).leavesOf('generate'))
    expect(hide(`was ${JSON.stringify(environment.Q)}.`)).to.equal('was "${Q}".')
    expect(hide(JSON.stringify(environment.L))).to.equal('"${L}"')
    for (const shown of ['first\\u000asecond\\u2028third', 'first\\nsecond\\u2028third', environment.L])
      expect(hide(shown), shown).to.equal('${L}')
  })

  it('is not shown of keys that are called secrets', async () => {
    write('generate: {options: {api-key: hunter2, key: 3}}\n')
    const leaves = await (await folder.open()).leavesOf('generate')
    expect(leaves.map(({shown}) => shown)).to.deep.equal(['(not shown)', 3])
    expect(leaves.map(({value}) => value)).to.deep.equal(['hunter2', 3])
    const secret = ['accesstoken', 'githubToken', 'dbPass', 'dbpassword', 'apikey2', 'user_pwd', 'mysecret']
    const others = ['compass', 'bypass', 'keys', 'tokenizer', 'passes', 'monkey']
    const all = [...secret, ...others].map(name => `${name}: hunter22`).join(', ')
    write(`generate: {options: {${all}}}\n`)
    const hidden = (await (await folder.open()).leavesOf('generate')).filter(
      ({shown}) => shown === '(not shown)',
    )
    expect(hidden.map(({key}) => key[1])).to.deep.equal(secret)
  })
})
