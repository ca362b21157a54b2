// All packages of the repository as `npm pack` makes them of what is built.
import {readdirSync} from 'node:fs'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {npm} from './local-registry.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Folders of all packages, such as `packages/table`; `.` is the CLI. */
export const packageFolders = (from = root) => [
  ...['packages', 'plugins'].flatMap(storey =>
    readdirSync(join(from, storey), {withFileTypes: true})
      .filter(entry => entry.isDirectory())
      .map(({name}) => `${storey}/${name}`),
  ),
  '.',
]

/** A tarball of each in `target`; what npm says of them: `filename`, `size`, `files`. */
export const packAll = target =>
  packageFolders().flatMap(folder =>
    JSON.parse(
      npm(['pack', '--json', '--ignore-scripts', '--pack-destination', target], {cwd: join(root, folder)}),
    ),
  )
