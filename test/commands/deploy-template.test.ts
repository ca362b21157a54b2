// infer deploy template: the list, what a template asks for, its text, and a stack file made of it.
import {expect} from 'chai'
import {join} from 'node:path'
import {inferIn} from '../a-cloud.ts'
import {type Folder, ROOT, temporaryFolder} from '../spawn-infer.ts'
import {hasTerminal, typed} from '../terminal.ts'

describe('infer deploy template', () => {
  let folder: Folder
  let infer: ReturnType<typeof inferIn>
  beforeEach(() => {
    folder = temporaryFolder()
    infer = inferIn(folder)
  })
  afterEach(() => folder.remove())

  it('lists templates of stacks alone, with what they make', async () => {
    const {stdout} = await infer('deploy', 'template', 'list')
    expect(stdout.toString()).to.match(/^bucket +sandbox +name, versioned, keepDays +One private bucket/m)
    const {templates} = JSON.parse(
      (await infer('deploy', 'template', 'list', '--json')).stdout.toString(),
    ) as {
      templates: {name: string}[]
    }
    expect(templates.map(({name}) => name)).to.include.members(['bucket', 'synthetic-data-stack'])
    expect(templates.map(({name}) => name)).to.not.include('ci')
  })

  it('shows of each variable what it may be', async () => {
    const {stdout} = await infer('deploy', 'template', 'show', 'bucket')
    expect(stdout.toString()).to.include(
      '--set keepDays=…  whole number; 1 to 36500 days; may be left out\n    how long objects are kept',
    )
  })

  it('names the template that was meant', async () => {
    const {status, stderr} = await infer('deploy', 'template', 'show', 'buckt')
    expect(status).to.equal(2)
    expect(stderr).to.include('No template is called "buckt"').and.include('infer deploy template init')
  })

  it('prints the stack file of a template, or writes it where no file is', async () => {
    const render = ['deploy', 'template', 'render', 'bucket', '--set', 'keepDays=9']
    const printed = (await infer(...render)).stdout.toString()
    expect(printed)
      .to.match(/^# One private bucket/)
      .and.include('    expireAfter: 9\n')
    expect((await infer(...render, '-o', 'a.yaml')).status).to.equal(0)
    expect(folder.read('a.yaml')).to.equal(printed)
    const {status, stderr} = await infer('deploy', 'template', 'render', 'bucket', '-o', 'a.yaml')
    expect(status).to.equal(2)
    expect(stderr).to.include('a.yaml is there already').and.include('--output other-stack.yaml')
    expect(folder.read('a.yaml')).to.equal(printed)
  })

  it('writes a stack file that can be planned at once', async () => {
    const {status, stdout, stderr} = await infer(
      'deploy',
      'template',
      'init',
      'bucket',
      '--set',
      'name=tables',
    )
    expect(status, stderr).to.equal(0)
    expect(stdout.toString()).to.include(
      'stack.yaml  stack tables for sandbox, 1 resource\n  infer deploy plan\n',
    )
    expect(folder.read('stack.yaml')).to.match(/^# yaml-language-server: /)
    const planned = await infer('deploy', 'plan')
    expect(planned.status, planned.stderr).to.equal(0)
  })

  it('writes nothing over a file, and nothing of values that do not suit', async () => {
    folder.write('stack.yaml', 'mine')
    const there = await infer('deploy', 'template', 'init', 'bucket')
    expect([there.status, folder.read('stack.yaml')]).to.deep.equal([2, 'mine'])
    const wrong = await infer('deploy', 'template', 'init', 'bucket', '-o', 'b.yaml', '--set', 'keepDays=0')
    expect(wrong.status).to.equal(2)
    expect(wrong.stderr).to.include(
      'variables.keepDays: should be a whole number from 1 to 36500 days, was 0',
    )
    expect(wrong.stderr).to.include('Try this: --set keepDays=…')
    expect(folder.list()).to.deep.equal(['stack.yaml'])
  })

  it('asks in a terminal for what --set does not give, and offers defaults', async function asking() {
    if (!hasTerminal) this.skip()
    folder.write(
      'own.yaml',
      'variables:\n  owner: {description: who looks after it, min: 3}\n  size: {choices: [s, m], default: s, description: how large}\n  keep: {type: integer, optional: true, description: days}\nstack: own\nversion: 1\nprovider: sandbox\nresources:\n  {{owner}}-{{size}}: {kind: storage.object}\n',
    )
    const env = {...process.env, NODE_ENV: 'development', NODE_OPTIONS: '', XDG_DATA_HOME: folder.path}
    const {status, screen} = await typed(
      [join(ROOT, 'bin/run.js'), 'deploy', 'template', 'init', 'own.yaml'],
      [
        ['owner: who looks after it', 'al\r'],
        ['should have at least 3 characters', 'ice\r'],
        ['size: how large', '\r'],
        ['keep: days (Enter leaves it out)', '\r'],
      ],
      {cwd: folder.path, env},
    )
    expect(status, screen).to.equal(0)
    expect(folder.read('stack.yaml')).to.include('alice-s: {kind: storage.object}')
  })
}).timeout(60_000)
