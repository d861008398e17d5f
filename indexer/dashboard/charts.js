// Before uPlot, which fails without it.
import './language.js'
import { formatDay, formatNumber, formatSigned } from './format.js'
import uPlot from './uplot.js'

/** A colour of the style sheet, as it is now. */
function color(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim()
}

/** A chart that is rebuilt when the colours change and resized with its element. */
export class Chart {
  #element
  #options
  #plot
  #data
  #unzoom = false

  /**
   * @param {HTMLElement} element
   * @param {() => object} options uPlot options, made anew for each colour scheme
   */
  constructor(element, options) {
    this.#element = element
    this.#options = options
    new ResizeObserver(() => this.#plot?.setSize(this.#size())).observe(element)
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.#rebuild())
  }

  /** Show other data. What people zoomed into by hand stays in view. */
  show(data) {
    this.#data = data
    if (this.#plot) this.#plot.setData(data, !this.#zoomed())
    else this.#rebuild()
    this.#unzoom = false
  }

  /** Show everything again with the next data. */
  unzoom() {
    this.#unzoom = true
  }

  #zoomed() {
    if (this.#unzoom) return false
    const { min, max } = this.#plot.scales.x
    const [times] = this.#plot.data
    return min > times[0] || max < times.at(-1)
  }

  #size() {
    return { width: this.#element.clientWidth, height: this.#element.clientHeight }
  }

  #rebuild() {
    if (!this.#data) return
    this.#plot?.destroy()
    this.#plot = new uPlot({ ...this.#options(), ...this.#size() }, this.#data, this.#element)
  }
}

/** Options all charts share. */
function frame({ series, scales, rows, hooks = {}, bands = [] }) {
  const grid = { stroke: color('line'), width: 1 }
  const ticks = { show: false }
  const font = '11px system-ui, sans-serif'
  const style = { stroke: color('muted'), grid, ticks, font, labelFont: font }
  return {
    tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1e3), 'Etc/UTC'),
    legend: { show: false },
    cursor: { points: { size: 7 }, drag: { x: true, y: false } },
    padding: [10, 14, 0, 0],
    series: [{}, ...series],
    scales,
    axes: [
      { ...style, ...TIME_AXIS },
      { ...style, ...VALUE_AXIS },
    ],
    bands,
    plugins: [tooltip(rows)],
    hooks,
  }
}

/** Labels by the least distance between two of them: what stands there, and what is added where it changes. */
const TIME_AXIS = {
  space: 64,
  size: 34,
  values: [
    [365 * 86_400, '{YYYY}', null, null, null, null, null, null, 1],
    [28 * 86_400, '{MMM}', '\n{YYYY}', null, null, null, null, null, 1],
    [86_400, '{D} {MMM}', '\n{YYYY}', null, null, null, null, null, 1],
    [60, '{HH}:{mm}', '\n{D} {MMM} {YYYY}', null, '\n{D} {MMM}', null, null, null, 1],
  ],
}

const VALUE_AXIS = {
  scale: 'y',
  size: 58,
  values: (_, splits) => splits.map((split) => (split === null ? '' : shortNumber(split))),
}

function shortNumber(value) {
  if (Math.abs(value) >= 10_000) {
    return value.toLocaleString('en', { notation: 'compact', maximumSignificantDigits: 4 })
  }
  return value.toLocaleString('en', { maximumSignificantDigits: 6 })
}

/** Daily closes within the day's range, fills as bars at the foot and as marks while they are few. */
export function priceChart(element, state) {
  const line = { scale: 'y', points: { show: false } }
  return new Chart(element, () =>
    frame({
      series: [
        { ...line, width: 0 },
        { ...line, width: 0 },
        { ...line, stroke: color('accent'), width: 1.6 },
        { ...line, scale: 'fills', paths: uPlot.paths.bars({ size: [0.9, 12] }), fill: color('line'), width: 0 },
      ],
      bands: [{ series: [1, 2], fill: color('accent-soft') }],
      scales: {
        // The bars keep to the lowest sixth, the prices out of it.
        fills: { range: (_, __, max) => [0, Math.max(max, 1) * 6] },
        y: { range: (_, min, max) => padded(min, max, 0.24) },
      },
      rows: (i, [, high, low, close, fills]) => [
        ['Close', formatNumber(close[i])],
        ['High', formatNumber(high[i])],
        ['Low', formatNumber(low[i])],
        ['Fills', fills[i].toLocaleString('en')],
      ],
      hooks: { draw: [(plot) => drawMarks(plot, state.marks)] },
    }),
  )
}

/** Equity over what its owner put in. */
export function equityChart(element) {
  const line = { scale: 'y', points: { show: false } }
  return new Chart(element, () =>
    frame({
      series: [
        { ...line, stroke: color('accent'), fill: gradient, width: 1.6 },
        { ...line, stroke: color('second'), dash: [5, 4], width: 1.3 },
      ],
      scales: { y: { range: (_, min, max) => padded(min, max, 0.06) } },
      rows: (i, [, equity, put]) => [
        ['Equity', formatNumber(equity[i])],
        ['Start plus funds', formatNumber(put[i])],
        ['Gain', formatSigned(equity[i] - put[i])],
      ],
    }),
  )
}

/** The scale's ends with some room, more below when something else is drawn there. */
function padded(min, max, below) {
  if (min === null || max === null) return [0, 1]
  const span = max - min || Math.abs(max) || 1
  return [min - span * below, max + span * 0.06]
}

function gradient(plot) {
  const { top, height } = plot.bbox
  const fill = plot.ctx.createLinearGradient(0, top, 0, top + height)
  fill.addColorStop(0, color('accent-soft'))
  fill.addColorStop(1, 'transparent')
  return fill
}

/** Triangles: up where the vault bought, down where it sold. */
function drawMarks(plot, marks) {
  const { ctx, bbox } = plot
  const size = 4.5 * devicePixelRatio
  ctx.save()
  ctx.beginPath()
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height)
  ctx.clip()
  for (const { timestamp, price, bought } of marks) {
    const x = plot.valToPos(timestamp, 'x', true)
    const y = plot.valToPos(price, 'y', true)
    const up = bought ? 1 : -1
    ctx.beginPath()
    ctx.moveTo(x, y - up * size)
    ctx.lineTo(x + size, y + up * size * 0.8)
    ctx.lineTo(x - size, y + up * size * 0.8)
    ctx.closePath()
    ctx.fillStyle = color(bought ? 'buy' : 'sell')
    ctx.globalAlpha = 0.8
    ctx.fill()
  }
  ctx.restore()
}

/** A box beside the cursor with the day and `rows` of label and value. */
function tooltip(rows) {
  const box = document.createElement('div')
  box.className = 'tip'
  box.hidden = true
  return {
    hooks: {
      init: (plot) => plot.over.append(box),
      setCursor: (plot) => {
        const { idx, left } = plot.cursor
        box.hidden = idx === null || idx === undefined || left < 0
        if (box.hidden) return
        const title = document.createElement('b')
        title.textContent = formatDay(plot.data[0][idx] - 1)
        box.replaceChildren(title, ...rows(idx, plot.data).map(row))
        const right = left > plot.over.clientWidth / 2
        box.style.left = right ? '' : `${left + 14}px`
        box.style.right = right ? `${plot.over.clientWidth - left + 14}px` : ''
      },
    },
  }
}

function row([label, value]) {
  const element = document.createElement('div')
  const name = document.createElement('span')
  name.textContent = label
  element.append(name, value)
  return element
}
