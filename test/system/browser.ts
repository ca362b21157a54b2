// A real Chromium without a window, and what a page in it did: requests, messages, errors.
import {chromium, type Browser, type BrowserContextOptions, type Page} from 'playwright-core'

/** The browser that `npm run test:system` found. Containers run as root, where Chromium's sandbox refuses to start. */
export function openBrowser(): Promise<Browser> {
  const executablePath = process.env['INFER_CHROMIUM']
  if (executablePath === undefined) throw new Error('run this with npm run test:system')
  return chromium.launch({executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : []})
}

export interface Visit {
  readonly page: Page
  /** Everything the page asked for beside itself, wrote to the console, or threw. */
  readonly noise: readonly string[]
}

/** Opens a file of this machine, by default with JavaScript off; hands over the page and closes it. */
export async function visit(
  browser: Browser,
  url: string,
  options: BrowserContextOptions,
  look: (visit: Visit) => Promise<void>,
): Promise<void> {
  const context = await browser.newContext({javaScriptEnabled: false, ...options})
  try {
    const page = await context.newPage()
    const noise: string[] = []
    page.on('request', request => {
      if (request.url() !== url && !request.url().startsWith('data:')) noise.push(`request ${request.url()}`)
    })
    page.on('console', message => noise.push(`console ${message.text()}`))
    page.on('pageerror', error => noise.push(`error ${error.message}`))
    page.on('dialog', dialog => noise.push(`dialog ${dialog.message()}`))
    await page.goto(url)
    await look({page, noise})
  } finally {
    await context.close()
  }
}
