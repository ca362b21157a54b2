// Writes what is made from the table of kinds: packages/provision/stack.schema.json for editors, and the tables of
// docs/deploy/stack-file.md and docs/deploy/templates.md; with --check says whether they are stale.
import {existsSync, readFileSync, writeFileSync} from 'node:fs'
import {fileURLToPath} from 'node:url'
import {published} from '@inferloop/provision'

const root = fileURLToPath(new URL('..', import.meta.url))
const {schema, sections, ofResources, ofVariables, filters, kinds} = await published()

const cell = text => String(text).replaceAll('|', '\\|').replaceAll('<', '&lt;')
const code = text => (text === '' ? '' : `\`${text.replaceAll('|', '\\|')}\``)

const fields = rows => [
  '| field | value | is | by default |',
  '| --- | --- | --- | --- |',
  ...rows.map(({path, type, summary, unset, effect}) => {
    const change =
      effect === '' ? '' : effect === 'replace' ? '; a change makes another' : '; a change does nothing'
    const value = unset === 'required' || unset === '' ? unset : code(unset)
    return `| ${code(path)} | ${cell(type)} | ${cell(summary + change)} | ${value} |`
  }),
]

const kindPart = ({kind, summary, holdsData, rows, outputs}) => [
  `### ${kind}`,
  `${summary[0].toUpperCase()}${summary.slice(1)}.${holdsData ? ' Holds data: protected by default.' : ''}`,
  '',
  ...fields(rows),
  '',
  `Outputs: ${['`id`', ...Object.entries(outputs).map(([name, is]) => `\`${name}\` (${is})`)].join(', ')}.`,
  '',
]

const made = {
  sections: fields(sections),
  resources: fields(ofResources),
  variables: fields(ofVariables),
  filters: [
    '| filter | writes |',
    '| --- | --- |',
    ...filters.map(({usage, summary}) => `| \`{{${usage}}}\` | ${cell(summary)} |`),
  ],
  kinds: kinds.flatMap(kindPart),
}

const paged = path =>
  readFileSync(path, 'utf8')
    .replaceAll('\r\n', '\n')
    .replaceAll(/(<!-- made (\w+) -->\n)[\s\S]*?(<!-- \/made -->)/g, (_, begin, name, end) =>
      [`${begin}${made[name].join('\n').trimEnd()}`, end].join('\n'),
    )

const pages = ['stack-file', 'templates'].map(name => `${root}docs/deploy/${name}.md`)
const files = [
  [`${root}packages/provision/stack.schema.json`, `${JSON.stringify(schema, null, 2)}\n`],
  ...pages.map(path => [path, paged(path)]),
]
for (const [path, text] of files) {
  if (existsSync(path) && readFileSync(path, 'utf8').replaceAll('\r\n', '\n') === text) continue
  if (process.argv.includes('--check')) {
    console.error(`${path} is stale: npm run build, then commit it`)
    process.exitCode = 1
  } else writeFileSync(path, text)
}
