// Compiles packages/forest/kernels (AssemblyScript) to packages/forest/dist/kernels.wasm, when something there or the compiler has changed.
import {createHash} from 'node:crypto'
import {existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync} from 'node:fs'
import {dirname, join} from 'node:path'
import {fileURLToPath} from 'node:url'

const room = fileURLToPath(new URL('../packages/forest/', import.meta.url))
const sources = join(room, 'kernels')
const target = join(room, 'dist/kernels.wasm')
const stamp = `${target}.sources`

const hash = createHash('sha256').update(readFileSync(fileURLToPath(import.meta.url)))
for (const name of readdirSync(sources).toSorted())
  hash.update(name).update(readFileSync(join(sources, name)))
const compiler = join(dirname(fileURLToPath(import.meta.resolve('assemblyscript/asc'))), '../package.json')
const {version} = JSON.parse(readFileSync(compiler, 'utf8'))
const made = `${hash.digest('hex')} assemblyscript ${version}`

if (!existsSync(target) || !existsSync(stamp) || readFileSync(stamp, 'utf8') !== made) {
  const {default: asc} = await import('assemblyscript/asc')
  mkdirSync(dirname(target), {recursive: true})
  const options = [
    '-O3',
    '--noAssert',
    '--importMemory',
    '--runtime',
    'stub',
    '--debug',
    '--enable',
    'bulk-memory',
  ]
  const {error} = await asc.main(['index.ts', '--baseDir', sources, '--outFile', target, ...options], {
    stdout: process.stdout,
    stderr: process.stderr,
  })
  if (error !== null) process.exit(1)
  writeFileSync(stamp, made)
}
