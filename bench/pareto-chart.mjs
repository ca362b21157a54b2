// The chart of docs/privacy.md as SVG text: one panel a table, copy index across, C2ST up, the dial as a line.

const PANEL = {width: 250, height: 200, left: 46, top: 34, right: 14, bottom: 40}
const SHADES = {bootstrap: '#888888', low: '#1f6f8b', default: '#0b3954', high: '#7a9e7e'}

/** `points`: {table, setting, c2st: {mean, se}, copy: {mean, se}}; two panels a row, the same scales in all. */
export function paretoChart(points) {
  const tables = [...new Set(points.map(({table}) => table))]
  const x = scale(
    points.map(({copy}) => copy),
    [0, 1],
    PANEL.left,
    PANEL.width - PANEL.right,
  )
  const y = scale(
    points.map(({c2st}) => c2st),
    [0.5, 0.6],
    PANEL.height - PANEL.bottom,
    PANEL.top,
  )
  const across = Math.min(2, tables.length)
  const down = Math.ceil(tables.length / across)
  const panels = tables.map((table, at) => {
    const move = `translate(${(at % across) * PANEL.width} ${Math.floor(at / across) * PANEL.height})`
    return `<g transform="${move}">${panel(
      table,
      points.filter(point => point.table === table),
      x,
      y,
    )}</g>`
  })
  const [width, height] = [across * PANEL.width, down * PANEL.height]
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="sans-serif" font-size="10" role="img" aria-label="Fidelity against copying at each level of --privacy, for ${tables.join(', ')}">
<rect width="${width}" height="${height}" fill="#ffffff"/>
${panels.join('\n')}
</svg>
`
}

function panel(table, points, x, y) {
  const dial = ['low', 'default', 'high'].flatMap(setting =>
    points.filter(point => point.setting === setting),
  )
  const line = dial.map(({copy, c2st}) => `${x(copy.mean)},${y(c2st.mean)}`).join(' ')
  const [floor, left, right] = [PANEL.height - PANEL.bottom, PANEL.left, PANEL.width - PANEL.right]
  return [
    `<text x="${left}" y="18" font-size="12" font-weight="bold">${table}</text>`,
    `<path d="M${left} ${PANEL.top}V${floor}H${right}" fill="none" stroke="#444444"/>`,
    ...x.ticks.map(
      tick =>
        `<text x="${x(tick)}" y="${floor + 13}" text-anchor="middle" fill="#444444">${tick.toFixed(1)}</text>`,
    ),
    ...y.ticks.map(
      tick =>
        `<text x="${left - 5}" y="${y(tick) + 3}" text-anchor="end" fill="#444444">${tick.toFixed(2)}</text>`,
    ),
    `<text x="${(left + right) / 2}" y="${floor + 28}" text-anchor="middle">copy index (0 best)</text>`,
    `<text transform="translate(12 ${(PANEL.top + floor) / 2}) rotate(-90)" text-anchor="middle">C2ST (0.5 best)</text>`,
    `<polyline points="${line}" fill="none" stroke="#0b3954" stroke-opacity="0.5"/>`,
    ...points.map(point => mark(point, x, y)),
  ].join('\n')
}

/** A dot with bars of one standard error each way, and its name. */
function mark({setting, copy, c2st}, x, y) {
  const [cx, cy] = [x(copy.mean), y(c2st.mean)]
  const bars = `M${x(copy.mean - copy.se)} ${cy}H${x(copy.mean + copy.se)}M${cx} ${y(c2st.mean - c2st.se)}V${y(c2st.mean + c2st.se)}`
  const near = cx > 0.7 * PANEL.width ? `x="${cx - 6}" text-anchor="end"` : `x="${cx + 6}"`
  const shade = SHADES[setting]
  return `<path d="${bars}" stroke="${shade}"/><circle cx="${cx}" cy="${cy}" r="3.5" fill="${shade}"/><text ${near} y="${cy - 6}" fill="${shade}">${setting}</text>`
}

/** A linear scale over the values and at least `around`, with ticks. */
function scale(values, around, from, to) {
  const low = Math.min(...around, ...values.map(({mean, se}) => mean - se))
  const high = Math.max(...around, ...values.map(({mean, se}) => mean + se))
  const place = value => Math.round(10 * (from + ((value - low) / (high - low)) * (to - from))) / 10
  const step = [0.02, 0.05, 0.1, 0.2, 0.5, 1].find(size => (high - low) / size <= 6) ?? 1
  const first = Math.ceil(low / step - 1e-9)
  return Object.assign(place, {
    ticks: Array.from(
      {length: Math.floor(high / step + 1e-9) - first + 1},
      (_, index) => (first + index) * step,
    ),
  })
}
