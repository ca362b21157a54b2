// All packages of the repository as `npm pack` makes them of what is built.
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {npm} from './local-registry.mjs'
import {packageFolders} from './package-folders.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))

/** What npm says of each: `name`, `filename`, `size`, `files`. The tarballs lie in `target`; without one nothing is written. */
export const packAll = target =>
  packageFolders(root).flatMap(folder => {
    const where = target === undefined ? ['--dry-run'] : ['--pack-destination', target]
    return JSON.parse(npm(['pack', '--json', '--ignore-scripts', ...where], {cwd: join(root, folder)}))
  })
