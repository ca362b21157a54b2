// Variables of ours that stand for no key of a section: our own, and those the framework and its plugins read.
import type {Environment} from './check.ts'

export const OTHER_VARIABLES: readonly string[] = [
  'INFER_CONFIG',
  'INFER_JOB',
  'INFER_ALLOW_SCRIPTS',
  'INFER_NPM_REGISTRY',
  'INFER_NPM_LOG_LEVEL',
  'INFER_CACHE_DIR',
  'INFER_CONFIG_DIR',
  'INFER_DATA_DIR',
  'INFER_BINPATH',
  'INFER_DEBUG',
  'INFER_DISABLE_THEME',
  'INFER_S3_BUCKET',
]

/** Those of tests and benches are nobody's typing error. */
const OF_DEVELOPERS = /^INFER_(BENCH|TEST|CHROMIUM)/

export const isOther = (variable: string): boolean =>
  OTHER_VARIABLES.includes(variable) || OF_DEVELOPERS.test(variable)

/** As `strayVariables`; loads nothing where there is none to look at. */
export async function openStrayVariables(environment: Environment): Promise<readonly string[]> {
  if (!Object.keys(environment).some(name => name.startsWith('INFER_') && !isOther(name))) return []
  const {strayVariables} = await import('./stray-variables.ts')
  return strayVariables(environment)
}
