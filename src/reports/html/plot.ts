// The door to Observable Plot and to the document it draws in: plots as strings of SVG, with no browser.
import type * as ObservablePlot from '@observablehq/plot'

/** What drawing needs: Plot's marks, and the way from a plot to text. */
export interface Pen {
  readonly Plot: typeof ObservablePlot
  /** SVG that scales to its place. `said` is what people hear who cannot see it. */
  readonly svg: (said: string, options: ObservablePlot.PlotOptions) => string
}

/** Attributes that hold coordinates; two decimals of a pixel are more than anyone sees. */
const COORDINATES = ['d', 'x', 'y', 'x1', 'x2', 'y1', 'y2', 'width', 'height', 'transform', 'points']

let opened: Promise<Pen> | undefined

/** Loads Plot and its document once, in about 0.2 s. */
export const openPen = (): Promise<Pen> => (opened ??= open())

async function open(): Promise<Pen> {
  const [Plot, {DOMParser}] = await Promise.all([import('@observablehq/plot'), import('linkedom')])
  // As XML, for only there attributes are escaped whole.
  const document = new DOMParser().parseFromString('<svg/>', 'image/svg+xml')
  return {
    Plot,
    svg(said, options) {
      const drawn = Plot.plot({
        ...options,
        document,
        className: 'plot',
      }) as unknown as SvgElement
      // The page has one style for all; clip paths would bring ids that count on from plot to plot.
      drawn.querySelector('style')?.remove()
      for (const name of ['font-family', 'font-size']) drawn.removeAttribute(name)
      drawn.setAttribute('role', 'img')
      drawn.setAttribute('aria-label', said)
      for (const element of drawn.querySelectorAll('*')) rounded(element)
      return drawn.outerHTML
    },
  }
}

/** As much of a DOM as is used here; the project is compiled without a browser's types. */
interface SvgElement {
  readonly outerHTML: string
  querySelector: (selector: string) => {remove: () => void} | null
  querySelectorAll: (selector: string) => Iterable<SvgElement>
  getAttribute: (name: string) => string | null
  setAttribute: (name: string, value: string) => void
  removeAttribute: (name: string) => void
}

function rounded(element: SvgElement): void {
  for (const name of COORDINATES) {
    const value = element.getAttribute(name)
    if (value?.includes('.'))
      element.setAttribute(
        name,
        value.replaceAll(/\d+\.\d+/g, number => String(Number(Number(number).toFixed(2)))),
      )
  }
  // Parts are hidden from those who hear the page: the sentence on the whole says it, and Plot's own labels name axes only.
  for (const name of ['aria-label', 'aria-description', 'aria-hidden']) element.removeAttribute(name)
}
