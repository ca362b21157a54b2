// The report in the formats that the names of its files ask for, written all or none.
import {open, stat} from 'node:fs/promises'
import {extname} from 'node:path'
import {InferError} from '@inferloop/contract'
import {commitTogether, type Finished, openFileSink} from '@inferloop/files'
import {checkTarget} from './target.ts'
import type {ValidateOptions} from './validate-options.ts'
import type {ValidateReport} from './validate-report.ts'

type Render = (report: ValidateReport) => string | Promise<string>

const FORMATS: Readonly<Record<string, () => Promise<Render>>> = {
  '.html': async () => (await import('../reports/html.ts')).reportHtml,
  '.json': async () => report => `${JSON.stringify(report, null, 2)}\n`,
  '.md': async () => (await import('../reports/markdown.ts')).reportMarkdown,
  '.xml': async () => (await import('../reports/junit.ts')).reportJunit,
  '.sarif': async () => (await import('../reports/sarif.ts')).reportSarif,
}

/** How a report of ours begins; the files of users that tell of infer validate do not. */
const MARKS: Readonly<Record<string, RegExp>> = {
  '.html': /^<!doctype html>[\s\S]*<meta name="generator" content="infer validate[" ]/i,
  '.json': /^\{\n {2}"report": "infer validate",/,
  '.md': /^<!-- infer validate -->\n/,
  '.xml': /^<\?xml [^\n]*\n<testsuites name="infer validate" /,
  '.sarif': /^\{\n {2}"\$schema": [^\n]*\n[\s\S]*"name": "infer validate",/,
}
const MARK_WITHIN = 4096

export interface Reports {
  readonly count: number
  /** @throws InferError as `openFileSink` of packages/files; the signal's reason */
  write(
    report: ValidateReport,
    signal: AbortSignal,
  ): Promise<{readonly path: string; readonly bytes: number}[]>
}

/**
 * Looks at all names before any work is done. A report of an earlier run is replaced; anything else only by force.
 *
 * @throws InferError INFER_FILE_FORMAT for an ending that is none of a report; INFER_OUTPUT_EXISTS, INFER_OUTPUT_UNWRITABLE,
 * INFER_OPTION as `checkTarget`
 */
export async function openReports(given: ValidateOptions, card: string | undefined): Promise<Reports> {
  const {outputs = [], real, synthetic, holdout} = given
  const read = [real, synthetic, holdout, card].filter(source => typeof source === 'string')
  const files: {path: string; ending: string; replace: boolean}[] = []
  for (const path of outputs) {
    const ending = extname(path).toLowerCase()
    checkReportName(path)
    const named = [...read, ...files.map(file => file.path)]
    const force = given.force === true || (await isReport(path, ending))
    files.push({path, ending, replace: await checkTarget(path, '--output', named, {force})})
  }
  return {
    count: files.length,
    async write(report, signal) {
      const texts = await Promise.all(files.map(async ({ending}) => (await FORMATS[ending]!())(report)))
      const sinks: (Finished & {bytes: number})[] = []
      try {
        for (const [i, {path, replace: force}] of files.entries()) {
          const sink = await openFileSink(path, {force, flag: '--output', signal})
          sinks.push({...sink, force, bytes: 0})
          await sink.write(Buffer.from(texts[i]!))
          sinks[i]!.bytes = await sink.finish()
          signal.throwIfAborted()
        }
        await commitTogether(sinks)
      } catch (error) {
        for (const sink of sinks) await sink.abort()
        throw error
      }
      return files.map(({path}, i) => ({path, bytes: sinks[i]!.bytes}))
    },
  }
}

/** @throws InferError INFER_FILE_FORMAT for an ending that is none of a report */
export function checkReportName(path: string): void {
  if (!Object.hasOwn(FORMATS, extname(path).toLowerCase())) throw unknownFormat(path)
}

const unknownFormat = (path: string): InferError =>
  new InferError('INFER_FILE_FORMAT', {
    message: `${path} ends in ${extname(path) === '' ? 'nothing' : extname(path)}; a report is .html, .json, .md, .xml (JUnit) or .sarif.`,
    suggestions: ['--output report.html'],
  })

async function isReport(path: string, ending: string): Promise<boolean> {
  const info = await stat(path).catch(() => undefined)
  if (info?.isFile() !== true) return false
  const file = await open(path).catch(() => undefined)
  if (file === undefined) return false
  try {
    const {buffer, bytesRead} = await file.read(Buffer.alloc(MARK_WITHIN), 0, MARK_WITHIN, 0)
    return MARKS[ending]!.test(buffer.toString('utf8', 0, bytesRead))
  } finally {
    await file.close()
  }
}
