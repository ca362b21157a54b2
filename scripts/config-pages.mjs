// Writes what is made from the configuration's schema: packages/config/infer.config.schema.json for editors, and the tables
// of docs/configuration.md; with --check says whether they are stale.
import {existsSync, readFileSync, writeFileSync} from 'node:fs'
import {fileURLToPath} from 'node:url'
import {everyKey, publishedSchema} from '@inferloop/config'

const root = fileURLToPath(new URL('..', import.meta.url))
const schemaPath = `${root}packages/config/infer.config.schema.json`
const pagePath = `${root}docs/configuration.md`

const cell = text => String(text).replaceAll('|', '\\|').replaceAll('<', '&lt;')
const keys = await everyKey()
const page = readFileSync(pagePath, 'utf8')
  .replaceAll('\r\n', '\n')
  .replaceAll(/(<!-- keys (\w+) -->\n)[\s\S]*?(<!-- \/keys -->)/g, (_, begin, section, end) => {
    const rows = keys
      .filter(key => key.section === section)
      .map(
        ({name, says, unset, variable}) =>
          `| \`${name}\` | ${cell(says)} | ${cell(unset)} | \`${variable}\` |`,
      )
    return [`${begin}| key | is | by default | variable |`, '| --- | --- | --- | --- |', ...rows, end].join(
      '\n',
    )
  })
const made = [
  [schemaPath, `${JSON.stringify(await publishedSchema(), null, 2)}\n`],
  [pagePath, page],
]

for (const [path, text] of made) {
  if (existsSync(path) && readFileSync(path, 'utf8').replaceAll('\r\n', '\n') === text) continue
  if (process.argv.includes('--check')) {
    console.error(`${path} is stale: npm run build, then commit it`)
    process.exitCode = 1
  } else writeFileSync(path, text)
}
