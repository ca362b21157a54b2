// npm run release: publishes what the registry does not have yet, as .github/workflows/release.yml does.
//   -- --version   turns the notes of .changeset into versions and change logs, in this tree
//   -- --dry-run   does both with a copy of the last commit and a registry of this machine; nothing here changes
import {spawnSync} from 'node:child_process'
import {mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {basename, join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {npm, openRegistry} from './local-registry.mjs'
import {packageFolders} from './package-folders.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const [how = '--publish', ...rest] = process.argv.slice(2)
const ways = {'--publish': publish, '--version': version, '--dry-run': rehearse}
if (rest.length > 0 || !Object.hasOwn(ways, how)) {
  console.error(
    `release: ${[how, ...rest].join(' ')} is none of --version, --dry-run: npm run release -- --dry-run`,
  )
  process.exit(2)
}
await ways[how](root, {})

/** Builds after it, for the manifest of commands says the version too. */
function version(folder) {
  changeset(folder, ['version'])
  build(folder)
}

function build(folder) {
  run(folder, ['node_modules/typescript/bin/tsc', '-b'])
  for (const script of ['kernels', 'manifest']) run(folder, [`scripts/${script}.mjs`])
}

function publish(folder, env) {
  build(folder)
  changeset(folder, ['publish', ...(folder === root ? [] : ['--no-git-tag'])], env)
}

async function rehearse() {
  const folder = mkdtempSync(join(tmpdir(), 'infer-release-'))
  const registry = await openRegistry()
  try {
    copyInto(folder)
    const before = versions(folder)
    version(folder)
    run(folder, ['scripts/manifest.mjs', '--check']) // what test/guards asks of the pull request
    publish(folder, registry.env)
    for (const [name, now] of versions(folder)) {
      const found = npm(['view', `${name}@${now}`, 'version'], {cwd: folder, env: registry.env}).trim()
      console.log(`${name} ${before.get(name)} -> ${now}, ${found === now ? 'published' : 'NOT published'}`)
      if (found !== now) process.exitCode = 1
    }
    console.log(`release: a rehearsal; ${registry.url} is gone again`)
  } finally {
    await registry.close()
    rmSync(folder, {recursive: true, force: true})
  }
}

/** The last commit with its history, which change logs name, and our node_modules with the copy's own packages in it. */
function copyInto(folder) {
  const {status} = spawnSync('git', ['clone', '--quiet', '--no-local', root, folder], {stdio: 'inherit'})
  if (status !== 0) process.exit(1)
  const modules = join(folder, 'node_modules')
  mkdirSync(join(modules, '@inferloop'), {recursive: true})
  for (const name of readdirSync(join(root, 'node_modules')))
    if (name !== '@inferloop') symlinkSync(join(root, 'node_modules', name), join(modules, name), 'junction')
  for (const path of packageFolders(folder))
    if (path !== '.') symlinkSync(join(folder, path), join(modules, '@inferloop', basename(path)), 'junction')
}

function versions(folder) {
  const manifests = packageFolders(folder).map(path =>
    JSON.parse(readFileSync(join(folder, path, 'package.json'), 'utf8')),
  )
  return new Map(manifests.map(({name, version: its}) => [name, its]))
}

/** Changesets counts the package at the root only where it is a workspace; to npm it must not be one. */
function changeset(folder, args, env = {}) {
  const path = join(folder, 'package.json')
  const list = /"workspaces": \[("\.", )?/
  const edit = text => writeFileSync(path, readFileSync(path, 'utf8').replace(list, text))
  edit('"workspaces": [".", ')
  try {
    run(folder, ['node_modules/@changesets/cli/bin.js', ...args], env)
  } finally {
    edit('"workspaces": [')
  }
}

function run(folder, args, env = {}) {
  const {status} = spawnSync(process.execPath, args, {
    cwd: folder,
    stdio: 'inherit',
    env: {...process.env, CI: '1', ...env}, // no spinners
  })
  if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${status}`)
}
