// Whether the folders that infer and npm write to can be written, and how much room their disks have.
import {existsSync} from 'node:fs'
import {mkdtemp, rmdir, statfs} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {dirname, join, resolve} from 'node:path'
import {sizeSaid} from '@inferloop/files'
import type {Check} from '../health.ts'

/** Less than this free is a warning: a table of a million rows and twenty columns has about 150 MB. */
const SCARCE_BYTES = 500e6

export function folderChecks(current: string, dataDir: string): Promise<Check[]> {
  return Promise.all([
    folderCheck('this folder', current, 'write elsewhere: --output FOLDER/synthetic.csv'),
    folderCheck(
      'temporary folder',
      tmpdir(),
      'name another: TMPDIR=FOLDER infer plugins install …; only plugins need it',
    ),
    folderCheck('plugin folder', dataDir, 'name another: XDG_DATA_HOME=FOLDER; only plugins need it'),
  ])
}

/** A folder that is not there yet is judged by the nearest above it. */
async function folderCheck(name: string, path: string, suggestion: string): Promise<Check> {
  const folder = existing(resolve(path))
  try {
    await rmdir(await mkdtemp(join(folder, '.infer-doctor-')))
  } catch (error) {
    const said = `${path} cannot be written: ${(error as Error).message}`
    return {name, state: 'warning', said, suggestions: [suggestion]}
  }
  const {bavail, bsize} = await statfs(folder)
  const free = bavail * bsize
  const said = `${path} can be written, ${sizeSaid(free)} free`
  return free < SCARCE_BYTES
    ? {name, state: 'warning', said, suggestions: ['make room on this disk', suggestion]}
    : {name, state: 'ok', said, suggestions: []}
}

function existing(path: string): string {
  return existsSync(path) || dirname(path) === path ? path : existing(dirname(path))
}
