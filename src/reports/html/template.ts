// The door to Handlebars: templates/report.html.hbs, which users may read and copy, as a function.
import {readFile} from 'node:fs/promises'
import type {ReportView} from './report-view.ts'

const FOLDER = new URL('../../../templates/', import.meta.url)

export type ReportTemplate = (view: ReportView) => string

let opened: Promise<ReportTemplate> | undefined

/** Reads and compiles the template once. What it is given is escaped, but for what `{{svg …}}` and `{{style}}` stand for: they are ours. */
export const openTemplate = (): Promise<ReportTemplate> => (opened ??= open())

async function open(): Promise<ReportTemplate> {
  const [{default: Handlebars}, page, style] = await Promise.all([
    import('handlebars'),
    readFile(new URL('report.html.hbs', FOLDER), 'utf8'),
    readFile(new URL('report.css', FOLDER), 'utf8'),
  ])
  const own = Handlebars.create()
  own.registerHelper('svg', (drawn: string) => new own.SafeString(drawn))
  own.registerHelper('style', () => new own.SafeString(style.trim()))
  const render = own.compile<ReportView>(page, {
    strict: true,
    knownHelpersOnly: true,
    knownHelpers: {svg: true, style: true},
  })
  return view => `${render(view).trim()}\n`
}
