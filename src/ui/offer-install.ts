// A generator that is asked for and not installed: offers to install it where somebody can answer, and goes on.
import type {Config} from '@oclif/core/config'
import {collectGenerators, type Collected} from '../registry/collect.ts'
import {missingPackage} from '../registry/generators.ts'
import {installPlugins} from '../services/install-plugins.ts'
import {confirmInstall} from './confirm.ts'

/** What is installed, with `wanted` when it is ours, `asks` is set and the answer was yes. @throws InferError as `installPlugins` */
export async function collectOrInstall(
  host: Config,
  wanted: string,
  {asks, signal}: {readonly asks: boolean; readonly signal: AbortSignal},
): Promise<Collected> {
  const collected = await collectGenerators(host)
  const missing = missingPackage(collected, wanted)
  if (!asks || missing === undefined || !(await confirmInstall(wanted, missing, signal))) return collected
  // Silent, for standard output may be taken by rows.
  await installPlugins([missing], {npm: 'silent'}, host)
  return collectGenerators(host)
}
