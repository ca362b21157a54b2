// The scripts of `infer autocomplete` in the shells themselves, those that there are: bash and fish by what they would offer, zsh by its keys.
import {expect} from 'chai'
import {spawnSync} from 'node:child_process'
import {chmodSync, mkdirSync} from 'node:fs'
import {delimiter, join} from 'node:path'
import {ROOT, rooms, temporaryFolder, type Folder} from '../spawn-infer.ts'

const has = (shell: string): boolean =>
  process.platform !== 'win32' && spawnSync(shell, ['-c', 'exit 0']).status === 0

describe('infer autocomplete', () => {
  let folder: Folder
  before(() => {
    folder = temporaryFolder()
    folder.write('rooms.csv', rooms(50).replace('price', 'full price'))
    mkdirSync(folder.file('bin'))
    const infer = folder.write(
      'bin/infer',
      `#!/bin/sh\nexec '${process.execPath}' '${join(ROOT, 'bin/run.js')}' "$@"\n`,
    )
    chmodSync(infer, 0o755)
  })
  after(() => folder.remove())

  const run = (shell: string, args: readonly string[], input = ''): string => {
    const {stdout, stderr} = spawnSync(shell, args, {
      cwd: folder.path,
      encoding: 'utf8',
      input,
      env: {
        ...process.env,
        NODE_ENV: 'production',
        NODE_OPTIONS: '',
        PATH: `${folder.file('bin')}${delimiter}${process.env['PATH']}`,
        XDG_DATA_HOME: folder.file('home'),
        XDG_CONFIG_HOME: folder.file('home'),
        TERM: 'xterm',
      },
    })
    expect(stderr).to.equal('')
    return stdout
  }

  it('prints a script for each shell, and says how to keep it', async () => {
    for (const shell of ['bash', 'zsh', 'fish']) {
      const {stdout} = await folder.infer(['autocomplete', shell, '--json'])
      const {script, install} = JSON.parse(stdout.toString()) as {script: string; install: string}
      expect(script).to.include('infer complete --')
      expect(install).to.include(`infer autocomplete ${shell}`)
    }
    const {status, stderr} = await folder.infer(['autocomplete', 'bahs'])
    expect(status).to.equal(2)
    expect(stderr).to.include('bash')
  })

  it('says nothing when a completion fails', async () => {
    const {status, stdout, stderr} = await folder.infer([
      'complete',
      '--',
      'generate',
      'none.csv',
      '--drop',
      '',
    ])
    expect([status, stdout.toString(), stderr]).to.deep.equal([0, '', ''])
  })

  if (has('bash')) {
    /** What bash would put on the line; words as readline parts them, at = too. */
    const offered = (...words: readonly string[]): string[] => {
      const quoted = words.map(word => `'${word}'`).join(' ')
      const script = `source <(infer autocomplete bash)
        COMP_WORDS=(infer ${quoted}); COMP_CWORD=${words.length}; _infer
        printf '%s\\n' "\${COMPREPLY[@]}"`
      return run('bash', ['-c', script]).trim().split('\n')
    }

    it('completes in bash', () => {
      expect(offered('gen')).to.deep.equal(['generate'])
      expect(offered('generate', '--generator', 't')).to.deep.equal(['trees'])
      expect(offered('generate', '--privacy', '=', 'h')).to.deep.equal(['high'])
      expect(offered('generate', 'rooms.csv', '--drop', 'be')).to.deep.equal(['beds'])
      expect(offered('generate', 'rooms.csv', '--type', 'since', '=', 'd')).to.deep.equal(['datetime'])
      expect(offered('generate', 'rooms.csv', '--type', 'since', '=')).to.include('ordinal')
      expect(offered('generate', '--output', 'x')).to.deep.equal([''])
    })

    it('completes names with spaces in bash, within quotes and without', () => {
      expect(offered('generate', 'rooms.csv', '--drop', 'fu')).to.deep.equal(['full\\ price'])
      expect(offered('generate', 'rooms.csv', '--drop', '"fu')).to.deep.equal(['full price'])
      expect(offered('generate', 'rooms.csv', '--type', 'full\\ price', '=', 'n')).to.deep.equal(['numeric'])
    })
  }

  if (has('fish'))
    it('completes in fish', () => {
      const offered = (line: string): string[] =>
        run('fish', ['-c', `source (infer autocomplete fish | psub); complete -C '${line}'`])
          .trim()
          .split('\n')
      expect(offered('infer gen').join()).to.match(/^generate\tlearn a table/)
      expect(offered('infer generate rooms.csv --drop fu')).to.deep.equal(['full price'])
      expect(offered('infer generate rooms.csv --type since=d')).to.deep.equal(['since=datetime'])
      expect(offered('infer generate roo')).to.deep.equal(['rooms.csv'])
    })

  if (has('zsh'))
    it('completes in zsh', () => {
      // Keys are typed into a shell of zsh's own pseudo terminal; what its line became is printed by the last.
      const script = `zmodload zsh/zpty
        zpty inner zsh -f -i
        zpty -w inner 'autoload -U compinit && compinit -u -D; source <(infer autocomplete zsh)'
        zpty -w inner 'show() { print -r -- "<$BUFFER>" > line; }; zle -N show; bindkey "^T" show; print REA""DY'
        zpty -r inner out '*READY*'
        zpty -w -n inner $'infer generate rooms.csv --drop ful\\t --type sin\\tdat\\t --priv\\t h\\t\\C-t'
        for i in {1..100}; do [[ -s line ]] && break; sleep 0.1; done
        cat line`
      expect(run('zsh', ['-f', '-c', script]).trim()).to.match(
        /^<infer generate rooms\.csv --drop full\\ price +--type since=datetime +--privacy +high ?>$/,
      )
    })
}).timeout(60_000)
