// npm run tarballs -- FOLDER: a tarball of every package, to install infer where it cannot be fetched. Builds nothing.
import {existsSync, mkdirSync} from 'node:fs'
import {resolve} from 'node:path'
import {fileURLToPath} from 'node:url'
import {packAll} from './pack-all.mjs'

const [folder] = process.argv.slice(2)
if (folder === undefined || !existsSync(fileURLToPath(new URL('../dist/index.js', import.meta.url)))) {
  console.error(
    folder === undefined
      ? 'tarballs: name a folder: npm run tarballs -- tarballs'
      : 'tarballs: nothing is built: npm run build',
  )
  process.exit(2)
}
mkdirSync(folder, {recursive: true})
for (const {filename, size} of packAll(resolve(folder)))
  console.log(`${filename}  ${Math.round(size / 1000)} kB`)
