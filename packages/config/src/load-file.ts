// A configuration file, read by its kind and held against the schema. Parsers are loaded only here, when there is a file.
import {basename, extname, relative} from 'node:path'
import type {Environment} from './check.ts'
import {faulty} from './fault.ts'
import type {FileWithLines} from './file-layers.ts'

/** `folder` is the current one, for names in messages. @throws InferError INFER_CONFIG, INFER_FILE_MISSING or INFER_FILE_UNREADABLE */
export async function loadFile(
  path: string,
  folder: string,
  environment: Environment,
): Promise<FileWithLines> {
  const shown = shownName(path, folder)
  const [{check}, {isCode}] = await Promise.all([import('./check.ts'), import('./find.ts')])
  if (isCode(path)) {
    const {loadModule} = await import('./load-module.ts')
    const parsed = {value: await loadModule(path, shown), lineOf: () => undefined}
    return {path, shown, lineOf: parsed.lineOf, ...check(parsed, shown, environment)}
  }
  const [{parse}, {readText}] = await Promise.all([import('./parse.ts'), import('./read-text.ts')])
  const text = await readText(path, shown)
  const whole = parse(text, shown, extname(path) === '.json' ? 'json' : 'yaml')
  const parsed = basename(path) === 'package.json' ? ofPackage(whole, shown) : whole
  return {path, shown, lineOf: parsed.lineOf, ...check(parsed, shown, environment)}
}

type Lines = Pick<FileWithLines, 'lineOf'> & {readonly value: unknown}

function ofPackage({value, lineOf}: Lines, shown: string): Lines {
  const own = (value as {infer?: unknown} | null)?.infer
  if (own === undefined) throw faulty([{path: [], what: 'has no property "infer"', place: shown}])
  return {value: own, lineOf: path => lineOf(['infer', ...path])}
}

/** From the current folder where that is shorter. */
export function shownName(path: string, folder: string): string {
  const near = relative(folder, path)
  return near.length < path.length ? near : path
}
