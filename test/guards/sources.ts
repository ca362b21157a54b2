// The repository's own source files and what each of them imports, read as text; the guards stand on it.
import {existsSync, readdirSync, readFileSync} from 'node:fs'
import {dirname, join, relative, resolve, sep} from 'node:path'
import {fileURLToPath} from 'node:url'

export const ROOT = fileURLToPath(new URL('../..', import.meta.url))

const SKIPPED = new Set(['node_modules', 'dist', '.git', '.work', '.cache', '.venv'])

/** Paths of all files below `folder` of the repository, relative to its root, `/` between the parts. */
export function filesIn(folder: string, keep = /\.(ts|js|mjs)$/): string[] {
  if (!existsSync(join(ROOT, folder))) return []
  return readdirSync(join(ROOT, folder), {withFileTypes: true}).flatMap(entry => {
    const path = folder === '.' ? entry.name : `${folder}/${entry.name}`
    if (entry.isDirectory()) return SKIPPED.has(entry.name) ? [] : filesIn(path, keep)
    return keep.test(entry.name) ? [path] : []
  })
}

/** Paths of all folders below `folder`, like `filesIn`. */
export function foldersIn(folder: string): string[] {
  if (!existsSync(join(ROOT, folder))) return []
  return readdirSync(join(ROOT, folder), {withFileTypes: true})
    .filter(entry => entry.isDirectory() && !SKIPPED.has(entry.name))
    .flatMap(entry => {
      const path = folder === '.' ? entry.name : `${folder}/${entry.name}`
      return [path, ...foldersIn(path)]
    })
}

export const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8')

export interface PackageJson {
  readonly name: string
  readonly dependencies?: Readonly<Record<string, string>>
  readonly devDependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
  readonly oclif?: {readonly plugins?: readonly string[]}
}

export const packageJson = (folder: string): PackageJson =>
  JSON.parse(read(folder === '.' ? 'package.json' : `${folder}/package.json`)) as PackageJson

/** Folders of the workspaces, such as `packages/table`. */
export const workspaces = (): string[] =>
  ['packages', 'plugins'].flatMap(storey =>
    existsSync(join(ROOT, storey))
      ? readdirSync(join(ROOT, storey))
          .map(name => `${storey}/${name}`)
          .filter(folder => existsSync(join(ROOT, folder, 'package.json')))
      : [],
  )

export interface Import {
  /** The importing file, relative to the root. */
  readonly file: string
  readonly specifier: string
  /** `type` vanishes when compiled; `dynamic` is `import('…')`. */
  readonly how: 'static' | 'type' | 'dynamic'
}

/** Every import and re-export in a file. Relies on the formatter: static ones start a line. */
export function importsOf(file: string): Import[] {
  const text = read(file)
  const code = text
    .replaceAll(/^\s*\/\*[\s\S]*?\*\//gm, '')
    .split('\n')
    .filter(line => !/^\s*\/\//.test(line))
    .join('\n')
  const found: Import[] = []
  for (const [, type, specifier] of code.matchAll(
    /^(?:import|export)\s+(type\s)?[^'"`;()]*?from\s+['"]([^'"]+)['"]/gm,
  )) {
    found.push({file, specifier: specifier!, how: type === undefined ? 'static' : 'type'})
  }
  for (const [, specifier] of code.matchAll(/^import\s+['"]([^'"]+)['"]/gm))
    found.push({file, specifier: specifier!, how: 'static'})
  for (const [, type, specifier] of code.matchAll(/(typeof\s+)?\bimport\(\s*['"]([^'"]+)['"]\s*\)/g)) {
    found.push({file, specifier: specifier!, how: type === undefined ? 'dynamic' : 'type'})
  }
  return found
}

/** `@scope/name` or `name` of a bare specifier; undefined for relative ones and Node's own modules. */
export function packageOf(specifier: string): string | undefined {
  if (specifier.startsWith('.') || specifier.startsWith('node:')) return undefined
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/')
}

/** The file a relative specifier points to, relative to the root. */
export const resolved = (from: string, specifier: string): string =>
  relative(ROOT, resolve(ROOT, dirname(from), specifier))
    .split(sep)
    .join('/')
