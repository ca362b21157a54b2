// infer.config.ts and .js: code of the user's own, run for what it exports.
import {pathToFileURL} from 'node:url'
import {errorCode, type Path, unlessIdle} from '@inferloop/contract'
import {type Fault, faulty} from './fault.ts'

const DEEPEST = 50

/** @throws InferError INFER_CONFIG when it cannot be run, or exports something else than plain data */
export async function loadModule(path: string, shown: string): Promise<unknown> {
  const fault = (at: Path, what: string): Fault => ({path: at, what, place: shown})
  let module: {readonly default?: unknown}
  try {
    module = (await unlessIdle(() => import(pathToFileURL(path).href))) as {readonly default?: unknown}
  } catch (cause) {
    const {code, message = String(cause)} = (cause ?? {}) as Partial<NodeJS.ErrnoException>
    const what = `cannot be run: ${message.split('\n', 1)[0]}`
    const instead =
      code === 'ERR_MODULE_NOT_FOUND' ? {instead: 'export default {version: 1}, without an import'} : {}
    throw faulty([{...fault([], what), ...instead}])
  }
  if (module.default === undefined)
    throw faulty([{...fault([], 'has no default export'), instead: 'export default {version: 1}'}])
  return plainData(module.default, fault)
}

function plainData(given: unknown, fault: (at: Path, what: string) => Fault): unknown {
  const refuse = (at: Path, what: string) => faulty([fault(at, what)])
  const walk = (value: unknown, path: Path): unknown => {
    if (path.length > DEEPEST) throw refuse(path.slice(0, 3), `is nested more than ${DEEPEST} deep`)
    if (value === null || ['string', 'number', 'boolean', 'undefined'].includes(typeof value)) return value
    if (Array.isArray(value)) return value.map((item, i) => walk(item, [...path, i]))
    const prototype: unknown = typeof value === 'object' ? Object.getPrototypeOf(value) : undefined
    if (prototype === undefined || (prototype !== null && Object.getPrototypeOf(prototype) !== null))
      throw refuse(
        path,
        `must be plain data, was ${typeof value === 'object' ? 'an object of a class' : `a ${typeof value}`}`,
      )
    return Object.fromEntries(
      Object.entries(value as object).flatMap(([name, inner]) => {
        if (name === '__proto__') throw refuse([...path, name], 'is no key')
        return inner === undefined ? [] : [[name, walk(inner, [...path, name])]]
      }),
    )
  }
  try {
    return walk(given, [])
  } catch (error) {
    if (errorCode(error) !== undefined) throw error
    throw refuse([], `cannot be read: ${(error as Error).message}`)
  }
}
