// The report of `infer validate` as one page that needs nothing else: no network, no script, no font.
import type {ValidateReport} from '../services/validate-report.ts'
import {openPen} from './html/plot.ts'
import {reportView} from './html/report-view.ts'
import {allShown} from './html/shown.ts'
import {openTemplate} from './html/template.ts'

/** The same report gives the same bytes. */
export async function reportHtml(report: ValidateReport): Promise<string> {
  const [pen, template] = await Promise.all([openPen(), openTemplate()])
  return template(reportView(pen, allShown(report)))
}
