// Writes oclif.manifest.json, which lets infer start without reading its commands; with --check says whether it is stale.
// (oclif's own command asks the registry about plugins, and fails before the first publish.)
import {readFileSync, writeFileSync} from 'node:fs'
import {fileURLToPath} from 'node:url'
import {Plugin} from '@oclif/core/config'

const root = fileURLToPath(new URL('..', import.meta.url))
const path = fileURLToPath(new URL('../oclif.manifest.json', import.meta.url))

const plugin = new Plugin({
  root,
  type: 'core',
  ignoreManifest: true,
  errorOnManifestCreate: true,
  respectNoCacheDefault: true,
})
await plugin.load()
// By name: oclif gives them in the order in which folders happened to be read.
const commands = Object.fromEntries(
  Object.entries(plugin.manifest.commands).toSorted(([a], [b]) => (a < b ? -1 : 1)),
)
const text = `${JSON.stringify({...plugin.manifest, commands}, null, 2)}\n`

if (!process.argv.includes('--check')) writeFileSync(path, text)
else if (readFileSync(path, 'utf8').replaceAll('\r\n', '\n') !== text) {
  console.error('oclif.manifest.json is stale: npm run build, then commit it')
  process.exit(1)
}
