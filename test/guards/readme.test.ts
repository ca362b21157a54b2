// The README shows commands that exist with flags that exist, and leaves no command out.
import {expect} from 'chai'
import {existsSync} from 'node:fs'
import {join} from 'node:path'
import {read, ROOT} from './sources.ts'

interface Manifest {
  readonly commands: Readonly<
    Record<
      string,
      {readonly hidden?: boolean; readonly flags: Readonly<Record<string, {readonly char?: string}>>}
    >
  >
}

const manifest = JSON.parse(read('oclif.manifest.json')) as Manifest
const plugins = JSON.parse(read('node_modules/@oclif/plugin-plugins/oclif.manifest.json')) as Manifest
const commands = {...plugins.commands, ...manifest.commands}

const documents = [
  'README.md',
  'CONTRIBUTING.md',
  'docs/writing-a-generator.md',
  'docs/errors.md',
  'docs/exit-codes.md',
  'docs/json.md',
  'docs/pipelines.md',
  'docs/configuration.md',
  'docs/library.md',
  'docs/benchmarks.md',
  'docs/privacy.md',
  'docs/plugins.md',
  'docs/install.md',
  'docs/deploy/commands.md',
  'docs/deploy/costs.md',
  'docs/deploy/drift.md',
  'plugins/generator-ctgan/README.md',
  'plugins/generator-trees/README.md',
]

/** Command lines shown in a document: `infer …` in a code span or at the start of a line (after `$ `) of a code block. */
function shown(document: string): string[] {
  const text = read(document)
  const lines = [...text.matchAll(/^(?:\$ |.*\| )?infer (.+)$/gm)].map(([, line]) => line!)
  const spans = [...text.replaceAll(/```[\s\S]*?```/g, '').matchAll(/`infer ([^`]+)`/g)].map(
    ([, line]) => line!,
  )
  return [...lines, ...spans].map(line => line.replace(/\s+#.*$/, '').replace(/ \| .*$/, ''))
}

/** The longest run of first words that is a command, `:` between them; undefined when there is none. */
function commandOf(line: string): string | undefined {
  const words = line.split(/\s+/)
  for (let count = 3; count > 0; count--) {
    const id = words.slice(0, count).join(':')
    if (id in commands) return id
  }
  return undefined
}

describe('the documents', () => {
  for (const document of documents) {
    it(`${document} shows only commands and flags that exist`, () => {
      for (const line of shown(document)) {
        if (/^(--version|--help|help\b)/.test(line)) continue
        const id = commandOf(line)
        expect(id, `infer ${line}`).to.not.equal(undefined)
        const {flags} = commands[id!]!
        for (const [, flag] of line.matchAll(/\s--([a-z][a-z-]*)/g)) {
          expect([...Object.keys(flags), 'help'], `infer ${line}`).to.include(flag)
        }
        for (const [, char] of line.matchAll(/\s-([a-z])\b/g)) {
          expect(
            Object.values(flags).map(flag => flag.char),
            `infer ${line}`,
          ).to.include(char)
        }
      }
    })

    it(`${document} links only to files that exist`, () => {
      const folder = join(ROOT, document, '..')
      const links = [...read(document).matchAll(/\]\((?!https?:|#)([^)#]+)(?:#[^)]*)?\)/g)].map(
        ([, path]) => path!,
      )
      expect(links.filter(path => !existsSync(join(folder, path)))).to.deep.equal([])
    })
  }

  it('leave no command of ours out of the README', () => {
    const own = Object.entries(manifest.commands).filter(([, {hidden}]) => hidden !== true)
    const inReadme = shown('README.md').map(commandOf)
    expect(own.map(([id]) => id).filter(id => !inReadme.includes(id))).to.deep.equal([])
  })
})
