// Where the packages of the repository lie.
import {readdirSync} from 'node:fs'
import {join} from 'node:path'

/** Folders below `root`, such as `packages/table`; `.` is the CLI. */
export const packageFolders = root => [
  ...['packages', 'plugins'].flatMap(storey =>
    readdirSync(join(root, storey), {withFileTypes: true})
      .filter(entry => entry.isDirectory())
      .map(({name}) => `${storey}/${name}`),
  ),
  '.',
]
