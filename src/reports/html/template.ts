// The page of a report, templates/report.html.hbs, as a function.
import {compileTemplate, readTemplate} from '../../template.ts'
import type {ReportView} from './report-view.ts'

export type ReportTemplate = (view: ReportView) => string

let opened: Promise<ReportTemplate> | undefined

/** Reads and compiles the template once. What it is given is escaped, but for what `{{svg …}}` and `{{style}}` stand for: they are ours. */
export const openTemplate = (): Promise<ReportTemplate> => (opened ??= open())

async function open(): Promise<ReportTemplate> {
  const [page, style] = await Promise.all([readTemplate('report.html.hbs'), readTemplate('report.css')])
  const drawn = {svg: (picture: string) => picture, style: () => style.trim()}
  const render = await compileTemplate(page, drawn)
  return view => `${render(view).trim()}\n`
}
