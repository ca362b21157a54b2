// templates/pipelines: each is well-formed, and its commands run on a small table, with gates that pass and with one that fails.
import {expect} from 'chai'
import {spawnSync} from 'node:child_process'
import {chmodSync, existsSync, mkdirSync, readdirSync} from 'node:fs'
import {delimiter, join} from 'node:path'
import {parse} from 'yaml'
import {read, ROOT} from './guards/sources.ts'
import {rooms, temporaryFolder, type Folder} from './spawn-infer.ts'

const template = (name: string): string => read(`templates/pipelines/${name}`)
const has = (tool: string, ...args: readonly string[]): boolean => spawnSync(tool, args).status === 0

interface Step {
  readonly run?: string
  readonly uses?: string
  readonly if?: string
  readonly with?: {readonly path?: string}
}
interface Workflow {
  readonly on: object
  readonly permissions: object
  readonly jobs: {readonly synthetic: {readonly 'runs-on': string; readonly steps: readonly Step[]}}
}
interface GitlabJob {
  readonly image: string
  readonly before_script: readonly string[]
  readonly script: readonly string[]
  readonly artifacts: {
    readonly when: string
    readonly paths: readonly string[]
    readonly reports: {readonly junit: string}
  }
}

/** Of `sh '…'` and `sh '''…'''`, as Groovy reads them: a backslash at the end of a line goes on with the next. */
const jenkinsCommands = (text: string): string[] =>
  [...text.matchAll(/\bsh (?:'''([\s\S]*?)'''|'([^'\n]*)')/g)].map(([, long, short]) => long ?? short!)

// Windows has neither sh nor make.
if (process.platform !== 'win32') {
  describe('the pipelines', () => {
    let folder: Folder
    beforeEach(() => {
      folder = temporaryFolder()
      folder.write('data.csv', rooms(300))
      mkdirSync(folder.file('bin'))
      mkdirSync(folder.file('.infer/node_modules/.bin'), {recursive: true})
      const infer = `#!/bin/sh\nexec '${process.execPath}' '${join(ROOT, 'bin/run.js')}' "$@"\n`
      for (const path of ['bin/infer', '.infer/node_modules/.bin/infer'])
        chmodSync(folder.write(path, infer), 0o755)
      // What would be installed is there; what was asked for is written down.
      chmodSync(folder.write('bin/npm', '#!/bin/sh\necho "$@" >> npm.log\n'), 0o755)
    })
    afterEach(() => folder.remove())

    const run = (tool: string, args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
      spawnSync(tool, args, {
        cwd: folder.path,
        encoding: 'utf8',
        env: {
          ...process.env,
          NODE_ENV: 'production',
          NODE_OPTIONS: '',
          CI: '1',
          PATH: `${folder.file('bin')}${delimiter}${process.env['PATH']}`,
          XDG_DATA_HOME: folder.file('home'),
          XDG_CONFIG_HOME: folder.file('home'),
          ...env,
        },
      })

    /** Each in a shell of its own, until one fails; its status. */
    function commandsRun(commands: readonly string[], shell: readonly string[]): number | null {
      for (const command of commands) {
        const {status} = run('sh', [...shell, command], {GITHUB_STEP_SUMMARY: folder.file('summary.md')})
        if (status !== 0) return status
      }
      return 0
    }
    const failing = (commands: readonly string[]) =>
      commands.map(command => command.replace('--min-quality 0.85', '--min-quality 1'))

    it('of GitHub is a workflow whose steps run', () => {
      const {on, permissions, jobs} = parse(template('github-actions.yml'), {strict: true}) as Workflow
      expect(on).to.have.keys('workflow_dispatch', 'push')
      expect(permissions).to.deep.equal({contents: 'read'})
      const {steps} = jobs.synthetic
      for (const step of steps) expect(Number('run' in step) + Number('uses' in step)).to.equal(1)
      const commands = steps.flatMap(step => step.run ?? [])
      expect(commandsRun(commands, ['-ec'])).to.equal(0)
      expect(folder.read('npm.log')).to.match(/^install --global @inferloop\/cli@/)
      expect(folder.read('summary.md')).to.include('Passed')
      const kept = steps.flatMap(step => step.with?.path?.trim().split('\n') ?? [])
      expect(kept.filter(path => !existsSync(folder.file(path)))).to.deep.equal([])
    })

    it('of GitHub keeps the table back when a gate fails, and not the reports', () => {
      const {steps} = (parse(template('github-actions.yml')) as Workflow).jobs.synthetic
      const commands = failing(steps.flatMap(step => (step.if === undefined ? (step.run ?? []) : [])))
      expect(commandsRun(commands, ['-ec'])).to.equal(3)
      expect(folder.list()).to.include.members(['report.html', 'report.md', 'junit.xml'])
      const always = steps.filter(step => step.if?.includes('!cancelled()') === true)
      expect(always.flatMap(step => step.with?.path ?? []).join()).to.match(
        /report\.html\s+report\.md\s+junit\.xml/,
      )
      expect(
        commandsRun(
          always.flatMap(step => step.run ?? []),
          ['-ec'],
        ),
      ).to.equal(0)
      expect(folder.read('summary.md')).to.include('Failed')
    })

    it('of GitLab is a job whose lines run, and which keeps no table that fails', () => {
      const {synthetic: job} = parse(template('gitlab-ci.yml'), {strict: true}) as {
        readonly synthetic: GitlabJob
      }
      expect(job.artifacts.when).to.equal('always')
      const commands = [...job.before_script, ...job.script]
      expect(commandsRun(failing(commands), ['-ec'])).to.equal(3)
      expect(existsSync(folder.file(job.artifacts.reports.junit))).to.equal(true)
      expect(existsSync(folder.file('synthetic'))).to.equal(false)
      expect(commandsRun(commands, ['-ec'])).to.equal(0)
      for (const path of job.artifacts.paths) expect(existsSync(folder.file(path)), path).to.equal(true)
      expect(readdirSync(folder.file('synthetic'))).to.have.members([
        'synthetic.csv',
        'synthetic.csv.card.json',
      ])
    })

    it('of Jenkins has its brackets and quotes closed, the sections of a declarative one, and steps that run', () => {
      const text = template('Jenkinsfile').replaceAll(/^\s*\/\/.*$/gm, '')
      const bare = text.replaceAll(/'''[\s\S]*?'''|'[^'\n]*'/g, '')
      expect(bare).to.not.include("'")
      const opened: string[] = []
      for (const [sign] of bare.matchAll(/[{}()]/g)) {
        if ('{('.includes(sign)) opened.push(sign)
        else expect(opened.pop(), sign).to.equal(sign === '}' ? '{' : '(')
      }
      expect(opened).to.deep.equal([])
      const sections = [...bare.matchAll(/^ {2}([a-z]+) \{/gm)].map(([, name]) => name)
      expect(sections).to.deep.equal(['agent', 'options', 'stages', 'post'])
      const commands = jenkinsCommands(text)
      expect(commands.length).to.equal(3)
      expect(commandsRun(failing(commands), ['-xec'])).to.equal(3)
      expect(commandsRun(commands, ['-xec'])).to.equal(0)
      const kept = [...text.matchAll(/(?:artifacts|testResults): '([^']+)'/g)].flatMap(([, names]) =>
        names!.split(', '),
      )
      expect(kept.filter(name => !existsSync(folder.file(name)))).to.deep.equal([])
    })

    if (has('make', '--version')) {
      it('of make says what it would do, does it, and does it again only when the data is newer', () => {
        const file = join(ROOT, 'templates/pipelines/Makefile')
        const dry = run('make', ['-n', '-f', file, 'check'])
        expect(dry.status, dry.stderr).to.equal(0)
        expect(dry.stdout).to.match(/^infer generate data\.csv --output data\.synthetic\.csv/m)
        const failed = run('make', ['-f', file, 'check', 'QUALITY=1'])
        expect(failed.stderr).to.match(/Error 3/)
        const made = run('make', ['-f', file, 'check'])
        expect(made.status, made.stderr).to.equal(0)
        expect(made.stdout).to.not.include('infer generate')
        expect(readdirSync(folder.file('reports'))).to.have.members(['report.html', 'junit.xml'])
        expect(run('make', ['-f', file, 'clean']).status).to.equal(0)
        expect(folder.list()).to.not.include('data.synthetic.csv')
      })
    }

    if (has('git', '--version')) {
      it('of git lets in what passes, and neither copies nor tables that were altered', () => {
        const hook = join(ROOT, 'templates/pipelines/pre-commit')
        expect(run('sh', ['-n', hook]).status).to.equal(0)
        run('git', ['init', '--quiet'])
        mkdirSync(folder.file('a b'))
        folder.write('a b/data.csv', rooms(300))
        run('infer', ['generate', 'a b/data.csv'])
        folder.write('lone.synthetic.csv', 'a,b\n1,2\n')
        run('git', ['add', 'a b/data.synthetic.csv', 'lone.synthetic.csv'])
        const passed = run('sh', [hook])
        expect(passed.status, passed.stderr).to.equal(0)
        expect(passed.stderr).to.include('Passed').and.include('lone.csv is not here')
        expect(run('sh', [hook], {QUALITY: '1'}).status).to.equal(1)
        folder.write('a b/data.synthetic.csv', folder.read('a b/data.csv'))
        const refused = run('sh', [hook])
        expect(refused.status).to.equal(1)
        expect(refused.stderr).to.include('Failed')
      })
    }

    it('of containers has instructions that there are, runs as nobody special, and its command runs', () => {
      const lines = template('Containerfile')
        .split('\n')
        .filter(line => line !== '' && !line.startsWith('#'))
      const instructions = lines.map(line => /^([A-Z]+) (.+)$/.exec(line)!.slice(1, 3))
      expect(instructions.map(([name]) => name)).to.deep.equal([
        'FROM',
        'RUN',
        'ENV',
        'USER',
        'WORKDIR',
        'ENTRYPOINT',
        'CMD',
      ])
      const argument = Object.fromEntries(instructions) as Record<string, string>
      expect(argument['USER']).to.equal('node')
      expect(run('sh', ['-ec', argument['RUN']!]).status).to.equal(0)
      const [program, ...args] = [argument['ENTRYPOINT']!, argument['CMD']!].flatMap(
        list => JSON.parse(list) as string[],
      )
      expect(run(program!, args).stdout).to.include('USAGE')
      const [, typed] = /docker run .* infer (generate .*)$/m.exec(template('Containerfile'))!
      expect(run(program!, typed!.split(' ')).status).to.equal(0)
    })

    it('are all tried here and explained in docs/pipelines.md', () => {
      const names = readdirSync(join(ROOT, 'templates/pipelines'))
      const page = read('docs/pipelines.md')
      expect(names.filter(name => !page.includes(`../templates/pipelines/${name}`))).to.deep.equal([])
      expect(names.length).to.equal(6)
    })
  }).timeout(60_000)
}
