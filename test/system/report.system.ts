// The report in a real Chromium with JavaScript off: in light and dark, wide and narrow, on paper. Screenshots stay in .cache/system.
import {expect} from 'chai'
import {mkdirSync, statSync, writeFileSync} from 'node:fs'
import {fileURLToPath} from 'node:url'
import type {Browser} from 'playwright-core'
import {reportHtml} from '../../src/reports/html.ts'
import {madeReport} from '../reports/made-report.ts'
import {blankReport, hostileReport, wideReport} from '../reports/odd-reports.ts'
import {openBrowser, visit} from './browser.ts'
import {ACTIVE, BAD_PLOTS, BARE_TABLES, FAINT, HEADINGS, HEAT_CONTRAST, OVERFLOW} from './page-facts.ts'

const FOLDER = new URL('../../.cache/system/', import.meta.url)
const REPORTS = {
  failed: madeReport(),
  passed: madeReport({fault: 0, holdout: false, passed: true}),
  hostile: hostileReport(),
  wide: wideReport(2000),
  sixty: wideReport(60),
  blank: blankReport(),
}
type Name = keyof typeof REPORTS
const NAMES = Object.keys(REPORTS) as Name[]

const urlOf = (name: Name): string => new URL(`${name}.html`, FOLDER).href
const kept = (file: string): string => fileURLToPath(new URL(file, FOLDER))

describe('the report in Chromium', () => {
  let browser: Browser

  before(async () => {
    mkdirSync(FOLDER, {recursive: true})
    for (const name of NAMES) writeFileSync(kept(`${name}.html`), await reportHtml(REPORTS[name]))
    browser = await openBrowser()
  })
  after(() => browser.close())

  for (const name of NAMES) {
    for (const colorScheme of ['light', 'dark'] as const) {
      for (const width of [1280, 380]) {
        it(`${name}, ${colorScheme}, ${width} pixels wide: whole, quiet and legible`, async () => {
          const viewport = {width, height: 900}
          await visit(browser, urlOf(name), {colorScheme, viewport}, async ({page, noise}) => {
            await page.screenshot({path: kept(`${name}-${colorScheme}-${width}.png`), fullPage: true})
            expect(noise).to.deep.equal([])
            expect(await page.evaluate(OVERFLOW), 'wider than the window').to.equal(0)
            expect(await page.evaluate(ACTIVE)).to.deep.equal([])
            expect(await page.evaluate(BAD_PLOTS)).to.deep.equal([])
            expect(await page.evaluate(FAINT)).to.deep.equal([])
            const verdict = await page.locator('h1').boundingBox()
            expect(verdict!.y + verdict!.height, 'the verdict is seen at once').to.be.lessThan(
              viewport.height / 2,
            )
          })
        })
      }
    }

    it(`${name} on paper: light, whole, without what is for the screen`, async () => {
      await visit(
        browser,
        urlOf(name),
        {colorScheme: 'dark', viewport: {width: 720, height: 1000}},
        async ({page, noise}) => {
          await page.emulateMedia({media: 'print', colorScheme: 'dark'})
          const paper = await page.evaluate(`getComputedStyle(document.body).backgroundColor`)
          expect(paper).to.equal('rgb(255, 255, 255)')
          expect(await page.evaluate(OVERFLOW), 'wider than the sheet').to.equal(0)
          expect(await page.evaluate(FAINT)).to.deep.equal([])
          expect(await page.locator('.contents ol').isVisible()).to.equal(false)
          await page.pdf({path: kept(`${name}.pdf`), format: 'A4', printBackground: true})
          expect(statSync(kept(`${name}.pdf`)).size).to.be.greaterThan(10_000)
          expect(noise).to.deep.equal([])
        },
      )
    })
  }

  it('has headings without gaps and tables that say what they hold', async () => {
    for (const name of NAMES)
      await visit(browser, urlOf(name), {}, async ({page}) => {
        const levels = (await page.evaluate(HEADINGS)) as number[]
        expect(levels[0]).to.equal(1)
        expect(levels.filter(level => level === 1)).to.have.length(1)
        expect(levels.slice(1).filter((level, at) => level > levels[at]! + 1)).to.deep.equal([])
        expect(await page.evaluate(BARE_TABLES), name).to.deep.equal([])
      })
  })

  it('draws every column of a small table', async () => {
    await visit(browser, urlOf('failed'), {}, async ({page}) => {
      expect(await page.locator('article svg').count()).to.equal(8)
      expect(await page.locator('#pairs svg, #detection svg, #privacy svg').count()).to.equal(4)
      await page.locator('#all-columns > summary').click()
      expect(await page.locator('#all-columns tbody tr').count()).to.equal(10)
      await page.locator('#all-columns a', {hasText: 'cost'}).click()
      expect(page.url()).to.match(/#column-3$/)
    })
  })

  it('can be read on the colours of the heatmap, in both themes', async () => {
    for (const colorScheme of ['light', 'dark'] as const)
      await visit(browser, urlOf('failed'), {colorScheme}, async ({page}) => {
        const contrasts = (await page.evaluate(HEAT_CONTRAST)) as number[]
        expect(Math.min(...contrasts), contrasts.join(' ')).to.be.at.least(4.5)
      })
  })

  it('runs nothing of a hostile table, even with JavaScript on', async () => {
    await visit(browser, urlOf('hostile'), {javaScriptEnabled: true}, async ({page, noise}) => {
      expect(await page.evaluate('globalThis.broken')).to.equal(undefined)
      expect(await page.locator('h1').count()).to.equal(1)
      expect(await page.locator('style').count()).to.equal(1)
      expect(await page.getByText('<script>globalThis.broken = true</script>').count()).to.be.greaterThan(10)
      expect(await page.getByText('&lt;b&gt; &amp; &#60;i&#62;').count()).to.be.greaterThan(10)
      expect(noise).to.deep.equal([])
    })
  })
})
