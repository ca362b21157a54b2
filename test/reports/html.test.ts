// The report as a page: nothing of a stranger's is markup, the same report gives the same bytes, odd figures do no harm.
import {expect} from 'chai'
import {createHash} from 'node:crypto'
import {readFileSync} from 'node:fs'
import {reportHtml} from '../../src/reports/html.ts'
import type {ValidateReport} from '../../src/services/validate-report.ts'
import {madeReport} from './made-report.ts'
import {blankReport, HOSTILE, hostileReport, ODD_HISTOGRAMS, wideReport} from './odd-reports.ts'

const sha = (text: string): string => createHash('sha256').update(text).digest('hex')
const template = readFileSync(new URL('../../templates/report.html.hbs', import.meta.url), 'utf8')

/** Names of all elements, and the attributes each has: what a browser would make of it, wherever names come from. */
const tags = (html: string): string[] =>
  [
    ...new Set([...withoutStyle(html).matchAll(/<([a-z!][\w-]*)/gi)].map(([, name]) => name!.toLowerCase())),
  ].sort()
const withoutStyle = (html: string): string => html.replace(/<style>[\s\S]*?<\/style>/, '')

describe('the HTML report', () => {
  it('says the verdict before anything else, and that infer validate made it', async () => {
    const html = await reportHtml(madeReport())
    expect(html.slice(0, 4096)).to.include('infer validate')
    const [failed, held, glance] = ['Told apart', 'Structure', 'At a glance'].map(text =>
      html.indexOf(`>${text}<`, html.indexOf('<main>')),
    )
    expect(html.indexOf('Failed</h1>')).to.equal(-1)
    expect(html).to.match(/<h1[^>]*>.*Failed<small>1 of 4 gates failed/)
    expect(failed).to.be.greaterThan(0)
    expect(failed).to.be.lessThan(held!)
    expect(held).to.be.lessThan(glance!)
  })

  it('says that all is well where it is', async () => {
    const html = await reportHtml(madeReport({fault: 0, passed: true}))
    expect(html).to.match(/<h1[^>]*>.*Passed<small>3 gates held/)
    expect(html).not.to.include('Gates that failed')
  })

  it('gives the same bytes for the same report, whatever was drawn before', async () => {
    const first = sha(await reportHtml(madeReport()))
    await reportHtml(hostileReport())
    expect(sha(await reportHtml(structuredClone(madeReport())))).to.equal(first)
  })

  it('asks nothing of the network and runs nothing', async () => {
    const html = await reportHtml(madeReport())
    expect(html).not.to.match(/<script|<link [^>]*stylesheet|@import|url\(|\bsrc=|\bon\w+=/)
    expect([...html.matchAll(/https?:[^"'\s<]*/g)].map(([url]) => url)).to.deep.equal([])
    expect(html).to.include(`default-src 'none'`)
  })

  it('gives every id once, and every link an end', async () => {
    for (const report of [madeReport(), hostileReport(), wideReport(100)]) {
      const html = await reportHtml(report)
      const ids = [...html.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id!)
      expect(ids.length).to.equal(new Set(ids).size)
      const targets = [...html.matchAll(/href="#([^"]*)"/g)].map(([, id]) => id!)
      expect(targets.filter(id => !ids.includes(id))).to.deep.equal([])
    }
  })

  it('lets a template of its own mark only plots and style as safe', () => {
    expect(template).not.to.match(/\{\{\{|\{\{&/)
    expect([...template.matchAll(/\{\{(svg|style)\b/g)].length).to.equal(6)
  })

  it('shows hostile names as text, everywhere', async () => {
    const html = await reportHtml(hostileReport())
    expect(tags(html)).to.deep.equal(
      tags(await reportHtml({...madeReport(), warnings: hostileReport().warnings.slice(-1)})),
    )
    for (const raw of ['<script>', '<img', '</style><style>', '<h1>Passed', '<b>'])
      expect(html, raw).not.to.include(raw)
    expect(html).to.include('&lt;script&gt;globalThis')
    expect(html).to.include('{{verdict.word}}{{{style}}}')
    expect(html).to.include('&amp;lt;b&amp;gt;')
    expect(html).to.include('عمر المريض')
  })

  it('shows what would be invisible or turn text around', async () => {
    const html = await reportHtml(hostileReport())
    expect(html).to.include('pay\\u202efdp.exe')
    expect(html).to.include('nul\\u0000bell\\u0007escape\\u001b[31m lone \\ud800 line\\u000afeed')
    expect(html.replaceAll('\n', '')).not.to.match(/[\p{Cc}\p{Surrogate}\u202a-\u202e\u2066-\u2069]/u)
  })

  it('cuts texts that have no end', async () => {
    const html = await reportHtml(hostileReport())
    expect(html).not.to.include('W'.repeat(600))
    expect(html).to.include(`${'W'.repeat(599)}…`)
  })

  it('puts columns with a reason first, the worst of them first of all', async () => {
    const html = await reportHtml(madeReport())
    const order = [...html.matchAll(/<h3 id="column-\d+-name"><bdi>(.*?)<\/bdi>/g)].map(([, name]) => name)
    expect(order.slice(0, 4)).to.have.members(['cost', 'age', 'ward', 'admitted'])
    expect(order[0]).to.equal('cost')
    expect(order).to.have.length(10)
  })

  it('draws 60 of 2,000 columns and lists them all within 5 MB', async () => {
    const html = await reportHtml(wideReport(2000))
    expect(Buffer.byteLength(html)).to.be.lessThan(5_000_000)
    expect([...html.matchAll(/<article /g)].length).to.equal(60)
    expect(html).to.include('of which 1,940 are not drawn')
    expect(html).to.include('question 2000')
    expect(html).to.match(/Drawn are \d+ of \d+ columns/)
  }).timeout(20_000)

  it('says what cannot be known where nothing can', async () => {
    const html = await reportHtml(blankReport())
    expect(html).to.include('No row has a value.')
    expect(html).to.include('--holdout')
    expect(html).to.include('--target COLUMN')
    expect(html).not.to.match(/NaN|undefined|null|Infinity/)
  })

  for (const [at, histogram] of ODD_HISTOGRAMS.entries()) {
    it(`draws ${JSON.stringify(histogram)} without a broken number`, async () => {
      const made = madeReport()
      const columns = [{...made.columns[1]!, histogram, name: `odd ${at}`}]
      const html = await reportHtml({...made, columns, pairs: []})
      expect(withoutStyle(html)).not.to.match(/NaN|undefined|Infinity/)
      const article = /<article [\s\S]*?<\/article>/.exec(html)![0]
      const drawn = /<path [^>]*d="M[^"]*L/.test(article) || /<rect /.test(article)
      expect(drawn).to.equal(histogram.real.length > 0)
    })
  }

  it('spreads numbers from end to end of their range over the plot', async () => {
    const made = madeReport()
    const columns = [{...made.columns[1]!, histogram: ODD_HISTOGRAMS[0]!}]
    const html = await reportHtml({...made, columns, pairs: []})
    expect(html).to.match(/d="M40,[^"]*L308,/)
    expect(html).to.include('>8e+307<')
  })

  it('draws square roots where one bin holds nearly all, and says so', async () => {
    const made = madeReport()
    const crowded = {
      type: 'numbers',
      edges: [0, 1, 2, 3],
      real: [0.98, 0.01, 0.01],
      synthetic: [0.99, 0.01, 0],
    } as const
    const html = await reportHtml({...made, columns: [{...made.columns[1]!, histogram: crowded}], pairs: []})
    expect(html).to.include('Heights are square roots')
    expect(await reportHtml(made)).not.to.include('Heights are square roots')
  })

  it('does not blame columns where a classifier only guesses', async () => {
    expect(await reportHtml(madeReport({fault: 0}))).to.include('what little it found')
    expect(await reportHtml(madeReport({fault: 1}))).not.to.include('what little it found')
  })

  it('draws heatmaps of 2, 14, 15, 60 and 61 columns', async () => {
    for (const count of [2, 14, 15, 60, 61]) {
      const html = await reportHtml(wideReport(count))
      const drawn = count > 60 ? 30 : count
      const cells = [...html.matchAll(/<rect [^>]*fill="var\(--heat-\d\)"/g)].length
      expect(cells, `${count} columns`).to.be.at.most((drawn * (drawn - 1)) / 2)
      expect(cells, `${count} columns`).to.be.greaterThan(0)
    }
  })

  it('leaves the report it was given as it was', async () => {
    const report: ValidateReport = hostileReport()
    const before = structuredClone(report)
    await reportHtml(report)
    expect(report).to.deep.equal(before)
    expect(HOSTILE[0]).to.include('<script>')
  })
})
