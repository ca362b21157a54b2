#!/usr/bin/env node
// Starts infer: checks Node, answers --version from package.json alone, hands everything else to oclif.
import {existsSync, readFileSync} from 'node:fs'
import * as nodeModule from 'node:module'
import {isInRange} from './node-range.js'
import {divertPluginTalk} from './plugin-talk.js'
import {shortenPluginWarnings} from './plugin-warnings.js'

const {name, version, engines} = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
if (!isInRange(process.versions.node, engines.node)) {
  const borrow = 'npx -y -p node@24 -p @inferloop/cli infer'
  console.error(`infer needs Node.js ${engines.node}, this is ${process.version}: ${borrow}`)
  process.exit(2)
}
nodeModule.enableCompileCache()
// In a checkout the plugins that do not come along are there too: oclif.devPlugins of package.json.
if (existsSync(new URL('../src', import.meta.url))) process.env.NODE_ENV ??= 'development'
// Whatever prints asks the environment: plugins, help and the libraries in use.
const [end, plain] = ['--', '--no-color'].map(word => process.argv.indexOf(word))
if (plain > 0 && (end < 0 || plain < end)) {
  process.argv.splice(plain, 1)
  process.env.NO_COLOR = '1'
  delete process.env.FORCE_COLOR
}
if (process.argv.length === 3 && process.argv[2] === '--version') {
  console.log(`${name}/${version} ${process.platform}-${process.arch} node-${process.version}`)
} else {
  // Commands put their own listeners in place of these.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT']) process.on(signal, () => process.exit(130))
  shortenPluginWarnings()
  divertPluginTalk()
  const [{execute}, {settings}] = await Promise.all([
    import('@oclif/core/execute'),
    import('@oclif/core/settings'),
  ])
  settings.enableAutoTranspile = false // linked plugins run their compiled code, without a warning
  // Not awaited, and ended by force once stdout is flushed: a plugin's hook that hangs would keep the process alive.
  void execute({dir: import.meta.url}).then(() => process.stdout.write('', () => process.exit()))
}
