// The report as files: Markdown for people, JUnit and SARIF for servers; names of strangers do no harm in any.
import {expect} from 'chai'
import {reportJunit} from '../../src/reports/junit.ts'
import {reportMarkdown} from '../../src/reports/markdown.ts'
import {reportSarif} from '../../src/reports/sarif.ts'
import {aReport} from '../services/a-report.ts'

describe('the report as JUnit', () => {
  const xml = reportJunit(aReport())

  it('has a test case for each gate and a failure for each that failed', () => {
    expect([...xml.matchAll(/<testcase /g)]).to.have.length(2)
    expect(xml).to.contain('<testsuites name="infer validate" tests="2" failures="1" errors="0">')
    expect(xml).to.contain('<failure message="The copy index is 0.6000 &amp; more.">')
  })

  it('escapes what strangers wrote', () => {
    expect(xml).to.contain('name="synth &quot;x&quot;.csv"')
    const odd = reportJunit({...aReport(), warnings: [{code: 'columns', message: 'a\u0000b\ud800<c>\n'}]})
    expect(odd).to.contain('a\ufffdb\ufffd&lt;c&gt;&#10;')
  })
})

describe('the report as SARIF', () => {
  it('has an error for each failed gate, a warning for each low column and a note for each warning', () => {
    const {version, runs} = JSON.parse(reportSarif(aReport())) as {
      version: string
      runs: {tool: {driver: {rules: {id: string}[]}}; results: {ruleId: string; level: string}[]}[]
    }
    expect(version).to.equal('2.1.0')
    const [{tool, results}] = runs as [(typeof runs)[0]]
    expect(results.map(({ruleId, level}) => [ruleId, level])).to.deep.equal([
      ['copy-index', 'error'],
      ['column', 'warning'],
      ['note', 'note'],
    ])
    const ids = tool.driver.rules.map(({id}) => id)
    expect(results.every(({ruleId}) => ids.includes(ruleId))).to.equal(true)
  })
})

describe('the report as Markdown', () => {
  const text = reportMarkdown(aReport())

  it('has the verdict first', () => {
    expect(text.split('\n')[1]).to.equal('# ❌ Failed')
    expect(text).to.contain('- The copy index is 0.6000, 0.2000 over the limit of 0.4.')
  })

  it('lists the columns that need a look first, with the reasons', () => {
    const [, ...rows] = text.slice(text.indexOf('## Columns')).split('\n| ')
    expect(rows[2]).to.match(/^sex &#60;b&#62; \| boolean .* \| 20 % more cells/)
  })

  it('lets no name become markup', () => {
    expect(text).to.not.contain('<b>')
  })
})
