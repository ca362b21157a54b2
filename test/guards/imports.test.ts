// The law of ARCHITECTURE.md: which room may import what. Arrows go down only, plugins are found and never imported.
import {expect} from 'chai'
import {existsSync} from 'node:fs'
import {basename, join} from 'node:path'
import {
  filesIn,
  foldersIn,
  importsOf,
  packageJson,
  packageOf,
  read,
  resolved,
  ROOT,
  workspaces,
  type Import,
} from './sources.ts'

interface Law {
  /** Rooms by the last part of their package name. */
  readonly ours: readonly string[]
  readonly theirs: readonly string[]
}

/** The table of ARCHITECTURE.md: a room (`plugins/generator-*` stands for many), then what it may import. */
const LAWS = new Map<string, Law>(
  [...read('ARCHITECTURE.md').matchAll(/^\| `([^`]+?)\/?` \| [^|]+ \| ([^|]+) \| ([^|]+) \|$/gm)].map(
    ([, room, ours, theirs]) => [room!, {ours: listed(ours!), theirs: listed(theirs!)}],
  ),
)

function listed(cell: string): string[] {
  return cell.trim() === 'nothing' ? [] : cell.trim().split(', ')
}

/** Packages slow to import, with the only files that may import each, one in a room, and only with `await import()`. */
const DOORS: Readonly<Record<string, string | readonly string[]>> = {
  'nodejs-polars': 'packages/files/src/parquet/polars.ts',
  'onnxruntime-node': 'packages/tensor/src/session.ts',
  listr2: 'src/ui/listr.ts',
  inquirer: 'src/ui/ask.ts',
  '@observablehq/plot': 'src/reports/html/plot.ts',
  linkedom: 'src/reports/html/plot.ts',
  handlebars: ['src/template.ts', 'packages/provision/src/stack/template/handlebars.ts'],
}

const rooms = [...workspaces(), 'src']
const sourcesOf = (room: string): string[] => filesIn(room === 'src' ? 'src' : `${room}/src`)
const importsIn = (room: string): Import[] => sourcesOf(room).flatMap(importsOf)

function lawOf(room: string): Law {
  const law = LAWS.get(room) ?? LAWS.get(room.replace(/^(plugins\/[a-z]+-).*/, '$1*'))
  if (law === undefined) throw new Error(`ARCHITECTURE.md does not say what ${room} may import`)
  return law
}

describe('the law of imports', () => {
  for (const room of rooms) {
    const allowed = (): string[] => {
      const {ours, theirs} = lawOf(room)
      return [...ours.map(name => `@inferloop/${name}`), ...theirs]
    }
    const declared = (): string[] => {
      const {dependencies = {}, peerDependencies = {}} = packageJson(room === 'src' ? '.' : room)
      return [...Object.keys(dependencies), ...Object.keys(peerDependencies)]
    }

    it(`${room} imports only what its law allows`, () => {
      const outlaws = importsIn(room).filter(({specifier}) => {
        const name = packageOf(specifier)
        return name !== undefined && !allowed().includes(name)
      })
      expect(outlaws).to.deep.equal([])
    })

    it(`${room} declares in package.json what it imports`, () => {
      const undeclared = importsIn(room).filter(({specifier}) => {
        const name = packageOf(specifier)
        return name !== undefined && !declared().includes(name)
      })
      expect(undeclared).to.deep.equal([])
    })

    it(`${room} declares nothing that it does not import`, () => {
      const used = new Set(importsIn(room).map(({specifier}) => packageOf(specifier)))
      const {oclif} = packageJson(room === 'src' ? '.' : room)
      // oclif finds its plugins by name, and bin/run.js is what imports oclif's own door.
      const found = [...(oclif?.plugins ?? []), ...(room === 'src' ? ['@oclif/core'] : [])]
      expect(declared().filter(name => !used.has(name) && !found.includes(name))).to.deep.equal([])
    })

    it(`${room} reaches into no other room by a path`, () => {
      const own = room === 'src' ? 'src/' : `${room}/src/`
      const strays = importsIn(room).filter(
        ({file, specifier}) => specifier.startsWith('.') && !resolved(file, specifier).startsWith(own),
      )
      expect(strays).to.deep.equal([])
    })
  }

  it('is written for rooms that exist', () => {
    const gone = [...LAWS.keys()].filter(name => !rooms.some(room => lawOf(room) === LAWS.get(name)))
    expect(gone).to.deep.equal([])
  })

  it('every relative import ends at a file', () => {
    const lost = rooms
      .flatMap(importsIn)
      .filter(
        ({file, specifier}) =>
          specifier.startsWith('.') && !existsSync(join(ROOT, resolved(file, specifier))),
      )
    expect(lost).to.deep.equal([])
  })

  it('nothing is imported in a circle', () => {
    for (const room of rooms) expect(circle(importsIn(room)), room).to.equal(undefined)
  })

  it('heavy packages are imported by their door alone, and only when needed', () => {
    const outlaws = rooms.flatMap(importsIn).filter(({file, specifier, how}) => {
      const door = DOORS[packageOf(specifier) ?? '']
      return door !== undefined && how !== 'type' && !([door].flat().includes(file) && how === 'dynamic')
    })
    expect(outlaws).to.deep.equal([])
  })

  it('oclif is imported by its subpaths, for its barrel loads 158 modules', () => {
    const files = [...rooms.flatMap(sourcesOf), ...filesIn('bin')]
    expect(
      files.flatMap(importsOf).filter(({specifier, how}) => specifier === '@oclif/core' && how !== 'type'),
    ).to.deep.equal([])
  })
})

describe('the folders', () => {
  it('are called like their package, for oclif looks for a folder of that name', () => {
    for (const folder of workspaces())
      expect(packageJson(folder).name).to.equal(`@inferloop/${basename(folder)}`)
  })

  it('have nothing inside that ends like the package, where oclif would stop looking', () => {
    const traps = workspaces().flatMap(room =>
      foldersIn(`${room}/src`).filter(folder => folder.endsWith(basename(room))),
    )
    expect(traps).to.deep.equal([])
  })

  it('are named after what they hold', () => {
    const vague = foldersIn('.').filter(folder =>
      /^(utils?|helpers?|common|shared|core|misc|lib)$/.test(basename(folder)),
    )
    expect(vague).to.deep.equal([])
  })

  it('have one index.ts for each package and none inside', () => {
    const inner = rooms.flatMap(room =>
      sourcesOf(room).filter(file => basename(file) === 'index.ts' && !file.startsWith('src/commands/')),
    )
    const doors = [...workspaces().map(room => `${room}/src/index.ts`), 'src/index.ts']
    expect(inner.filter(file => !doors.includes(file))).to.deep.equal([])
  })
})

/** The first circle of imports that stay when compiled, as a chain of files. */
function circle(imports: readonly Import[]): string | undefined {
  const targets = new Map<string, string[]>()
  for (const {file, specifier, how} of imports) {
    if (how !== 'static' || !specifier.startsWith('.')) continue
    targets.set(file, [...(targets.get(file) ?? []), resolved(file, specifier)])
  }
  const done = new Set<string>()
  const walk = (file: string, path: readonly string[]): string | undefined => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file].join(' → ')
    if (done.has(file)) return undefined
    const found = (targets.get(file) ?? [])
      .map(next => walk(next, [...path, file]))
      .find(one => one !== undefined)
    done.add(file)
    return found
  }
  return [...targets.keys()].map(file => walk(file, [])).find(one => one !== undefined)
}
