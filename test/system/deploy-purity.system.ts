// What looks changes nothing: no file is written, named, removed or opened for writing, and the cloud is asked nothing that would change it.
import {expect} from 'chai'
import {existsSync, readdirSync, readFileSync, realpathSync} from 'node:fs'
import {join} from 'node:path'
import {CASES, withCase} from '../deploy-cases.ts'
import {DATA, type DeployWorld} from '../deploy-world.ts'
import {eachOf, tellCounted} from '../proof.ts'
import {ROOT} from '../spawn-infer.ts'
import {hasStrace} from './strace.ts'

const LOOKS: readonly (readonly string[])[] = [
  ['plan'],
  ['plan', '--set', 'size=m', '--json'],
  ['--dry-run'],
  ['--dry-run', '--set', 'network=10.30.0.0/16', '--allow-loss', DATA],
  ['destroy', '--dry-run', '--allow-loss', DATA],
  ['rollback', '--dry-run'],
  ['status'],
  ['status', '--live'],
  ['drift'],
  ['cost'],
  ['list'],
  ['validate'],
  ['validate', '--connect'],
  ['providers', '--test', 'sandbox'],
  ['template', 'list'],
].filter(([word = '']) => word.startsWith('-') || existsSync(commandFile(word)))

function commandFile(word: string): string {
  const path = join(ROOT, 'src/commands/deploy', word)
  return existsSync(path) ? path : `${path}.ts`
}

const CALLS = [
  'open,openat,creat,mkdir,mkdirat,rename,renameat,renameat2,link,linkat,symlink,symlinkat,unlink,unlinkat',
  'rmdir,truncate,ftruncate,chmod,fchmod,fchmodat,chown,fchown,utimensat,mknod,mknodat',
].join(',')

/** Compiled code that node keeps for the next start, terminals and what is no file. */
const ALLOWED = /node-compile-cache|^\/(dev|proc|sys)\//

if (hasStrace)
  describe('commands of infer deploy that look', function () {
    this.timeout(300_000)

    it('write nothing and change nothing, whether the stack is there, is new, or was interrupted', async () => {
      const found: string[] = []
      const look = async (base: DeployWorld, what: string, looks = LOOKS): Promise<void> => {
        await eachOf(looks, 3, async words => {
          const world = await base.copy()
          try {
            const said = await faultsOf(world, words)
            found.push(...said.map(fault => `${what}, ${words.join(' ')}: ${fault}`))
          } finally {
            await world.close()
          }
        })
      }
      await withCase(CASES.create, base =>
        look(
          base,
          'new',
          LOOKS.filter((_, i) => i % 2 === 0),
        ),
      )
      await withCase(CASES.rollback, async base => {
        await look(base, 'there')
        base.cloud.turn({rules: [{fault: 'bad-request', call: 'update'}]})
        await base.deploy(['--yes', '--set', 'size=l'])
        base.cloud.turn({rules: []})
        await look(base, 'interrupted')
      })
      const cases = Math.ceil(2.5 * LOOKS.length)
      const passed = cases - new Set(found.map(fault => fault.split(': ')[0])).size
      tellCounted({proof: 'F12', what: `${LOOKS.length} commands that look`, cases, passed})
      expect(found).to.deep.equal([])
    })
  })

async function faultsOf(world: DeployWorld, words: readonly string[]): Promise<string[]> {
  const trace = `${world.folder}.trace`
  const before = filesOf(world.folder)
  world.cloud.forgetCalls()
  const {status, stderr} = await world.deploy(words, {
    under: [
      'strace',
      '-f',
      '--seccomp-bpf',
      '-qq',
      '-y',
      '-o',
      trace,
      '-e',
      `trace=${CALLS}`,
      '-e',
      'signal=none',
    ],
  })
  const changing = readFileSync(trace, 'utf8').split('\n').filter(changes)
  return [
    ...(status === 0 || status === 3 ? [] : /Code: INFER_/.test(stderr) ? [] : [`exit ${status}: ${stderr}`]),
    ...changing,
    ...world.cloud.calls().flatMap(call => (call.mutating ? [JSON.stringify(call)] : [])),
    ...(JSON.stringify(filesOf(world.folder)) === JSON.stringify(before) ? [] : ['files are others']),
  ]
}

/** A line of strace that asks for a change of the file system, whether it was done or not. */
function changes(line: string): boolean {
  const [, call, words = ''] = /^\d+ +(\w+)\((.*)/.exec(line) ?? []
  if (call === undefined) return false
  const path = /"([^"]*)"/.exec(words)?.[1] ?? /<([^>]*)>/.exec(words)?.[1] ?? ''
  if (ALLOWED.test(path)) return false
  return /^open|^creat/.test(call) ? /O_WRONLY|O_RDWR|O_CREAT|O_TRUNC/.test(words) : true
}

const filesOf = (folder: string): (readonly [string, string])[] =>
  readdirSync(realpathSync(folder), {recursive: true, withFileTypes: true})
    .filter(one => one.isFile())
    .map(one => join(one.parentPath, one.name))
    .toSorted()
    .map(path => [path, readFileSync(path, 'base64')] as const)
