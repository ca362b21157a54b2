// What stands on a page, asked inside the browser: run there as text, so it uses nothing from here and no types of a browser.

/** Pixels the page is wider than its window. */
export const OVERFLOW = `document.documentElement.scrollWidth - document.documentElement.clientWidth`

/** Elements that could run or load something. */
export const ACTIVE = `[...document.querySelectorAll('*')].filter(element =>
  /^(script|img|iframe|object|embed|video|audio|form|base)$/i.test(element.localName) ||
  [...element.attributes].some(({name}) => /^on/.test(name) || name === 'src')).map(element => element.outerHTML.slice(0, 200))`

/** Plots that are not drawn, have no words for those who cannot see them, or hold a number that is none. */
export const BAD_PLOTS = `[...document.querySelectorAll('svg')].filter(svg => {
  if (svg.closest('details:not([open])')) return false
  const {width, height} = svg.getBoundingClientRect()
  return width < 40 || height < 20 || !svg.getAttribute('aria-label') || svg.getAttribute('role') !== 'img' || /NaN|undefined/.test(svg.outerHTML)
}).map(svg => svg.outerHTML.slice(0, 200))`

/** Texts whose contrast with what is behind them is below 4.5 (WCAG 2.2, AA), without those of the heatmap. */
export const FAINT = `(() => {
  const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true})
  const parts = colour => {
    canvas.clearRect(0, 0, 1, 1)
    canvas.fillStyle = colour
    canvas.fillRect(0, 0, 1, 1)
    return [...canvas.getImageData(0, 0, 1, 1).data]
  }
  const light = ([r, g, b]) => [r, g, b].map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0)
  const behind = element => {
    for (let at = element; at; at = at.parentElement) {
      const colour = parts(getComputedStyle(at).backgroundColor)
      if (colour[3] === 255) return colour
    }
    return parts(getComputedStyle(document.documentElement).getPropertyValue('--paper'))
  }
  const faint = new Set()
  const walker = document.createTreeWalker(document.body, 4)
  while (walker.nextNode()) {
    const {data, parentElement} = walker.currentNode
    if (!data.trim() || parentElement.closest('.unseen, .skip, .heatmap, title, style, details:not([open])')) continue
    const style = getComputedStyle(parentElement)
    const ink = parts(parentElement.namespaceURI.endsWith('svg') ? style.fill : style.color)
    const [a, b] = [light(ink), light(behind(parentElement))]
    const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
    if (contrast < 4.5) faint.add(parentElement.className + ' ' + contrast.toFixed(2) + ': ' + data.trim().slice(0, 40))
  }
  return [...faint]
})()`

/** Levels of the headings, in order. */
export const HEADINGS = `[...document.querySelectorAll('h1, h2, h3, h4')].map(({localName}) => Number(localName[1]))`

/** Tables that say nothing of what they hold, or whose cells have no heading. */
export const BARE_TABLES = `[...document.querySelectorAll('table')].filter(table =>
  !table.caption || !table.querySelector('thead th[scope=col]') || [...table.tBodies[0].rows].some(({cells}) => cells[0].scope !== 'row'))
  .map(table => table.outerHTML.slice(0, 200))`

/** Contrast of the numbers in the heatmap with the colour of their cell, for each of the seven colours. */
export const HEAT_CONTRAST = `(() => {
  const style = getComputedStyle(document.documentElement)
  const light = name => {
    const hex = style.getPropertyValue(name).trim()
    return [1, 3, 5].map(i => parseInt(hex.slice(i, i + 2), 16) / 255)
      .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
      .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0)
  }
  return [0, 1, 2, 3, 4, 5, 6].map(step => {
    const [a, b] = [light('--heat-' + step), light(step < 2 ? '--heat-ink-low' : '--heat-ink')]
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
  })
})()`
