import {
  columnDigits,
  formatFixed,
  formatMetric,
  formatNumber,
  formatPercent,
  formatSigned,
  formatTime,
  NONE,
  shorten,
  toNumber,
} from './format.js'

const byId = (id) => document.getElementById(id)

const STATUS = {
  SYNCING: 'Syncing',
  LIVE: 'Live',
  RETRYING: 'Retrying',
  HALTED: 'Halted',
  STOPPED: 'Stopped',
  OFFLINE: 'Offline',
}

/** Progress, and what is wrong if something is. */
export function showStatus({ status, message, headBlock, startBlock, block }) {
  const pill = byId('status')
  pill.textContent = STATUS[status] ?? status
  pill.dataset.status = status
  const done = block?.number ?? startBlock - 1
  const total = Math.max(headBlock ?? done, done)
  const percent = total < startBlock ? 0 : (100 * (done - startBlock + 1)) / (total - startBlock + 1)
  byId('bar-fill').style.width = `${percent}%`
  byId('bar').setAttribute('aria-valuenow', percent.toFixed(0))
  byId('blocks').textContent = `block ${done.toLocaleString('en')} of ${total.toLocaleString('en')}`
  const notice = byId('notice')
  notice.hidden = !message
  notice.textContent = message ?? ''
}

/** Say that the indexer does not answer; what is on the page is old now. */
export function showOffline(reason) {
  document.body.classList.add('stale')
  const pill = byId('status')
  pill.textContent = STATUS.OFFLINE
  pill.dataset.status = 'OFFLINE'
  const notice = byId('notice')
  notice.hidden = false
  notice.textContent = `The indexer does not answer (${reason}). Trying again…`
}

/** Vaults to choose from. */
export function showVaults({ edges, totalCount }, selected) {
  const select = byId('vault')
  select.disabled = edges.length === 0
  if (edges.length === 0) return
  const options = edges.map(({ node }) => {
    const option = new Option(`${shorten(node.address)} · ${node.fills.toLocaleString('en')} fills`, node.id)
    option.selected = node.id === selected
    return option
  })
  if (totalCount > edges.length) {
    const more = new Option(`and ${totalCount - edges.length} more`, '')
    more.disabled = true
    options.push(more)
  }
  // Replacing the options under an open list would close it.
  if (document.activeElement !== select) select.replaceChildren(...options)
}

/** The metrics of a vault. */
export function showTiles(vault, metrics, quote) {
  const amount = (atoms) => toNumber(atoms ?? 0, quote?.decimals)
  const pnl = amount(metrics?.pnl)
  const drawdown = metrics?.maxDrawdown.value
  const tiles = [
    ['Realised PnL', metrics ? formatSigned(pnl) : NONE, pnl > 0 ? 'up' : pnl < 0 ? 'down' : ''],
    ['Return on funds', ...metric(metrics?.roi, formatPercent)],
    ['Equity', vault ? formatNumber(amount(vault.equity)) : NONE, ''],
    ['Win rate', ...metric(metrics?.winRate, formatPercent)],
    ['Profit factor', ...metric(metrics?.profitFactor, (value) => formatNumber(value))],
    ['Sharpe ratio', ...metric(metrics?.sharpe, (value) => formatNumber(value))],
    ['Max drawdown', ...metric(metrics?.maxDrawdownWad, formatPercent), drawdown && formatNumber(amount(drawdown))],
    ['Maker volume', metrics ? formatNumber(amount(metrics.makerVolume)) : NONE, ''],
  ]
  byId('tiles').replaceChildren(...tiles.map(tile))
}

function metric(value, show) {
  const { text, none } = formatMetric(value, show)
  return [text, none ? 'none' : '']
}

function tile([label, text, className, title]) {
  const element = document.createElement('div')
  element.className = 'tile'
  const name = document.createElement('span')
  name.textContent = label
  const value = document.createElement('strong')
  value.textContent = text
  if (className) value.className = className
  if (title) element.title = title
  element.append(name, value)
  return element
}

/** The newest fills of a market, of all makers. */
export function showFills({ edges, totalCount }, market) {
  byId('fill-count').textContent = totalCount === 0 ? '' : `of ${totalCount.toLocaleString('en')}`
  byId('fills-empty').hidden = edges.length > 0
  const base = market?.base.symbol ?? 'base'
  const quote = market?.quote.symbol ?? 'quote'
  byId('price-head').textContent = `Price (${quote})`
  byId('size-head').textContent = `Size (${base})`
  byId('notional-head').textContent = `Notional (${quote})`
  byId('fee-head').textContent = `Taker fee (${quote})`
  byId('realised-head').textContent = `Realised (${quote})`
  const rows = edges.map(({ node }) => fillNumbers(node, market?.quote.decimals))
  const digits = (key, least, most) =>
    columnDigits(
      rows.flatMap((row) => row[key] ?? []),
      least,
      most,
    )
  const quoteDigits = market?.quote.decimals ?? undefined
  const columns = {
    price: digits('price', 2),
    size: digits('size', 3),
    notional: digits('notional', 2, quoteDigits),
    fee: digits('fee', 4, quoteDigits),
    realised: digits('realised', 2, quoteDigits),
  }
  byId('fills').replaceChildren(...edges.map(({ node }, i) => fillRow(node, rows[i], columns)))
}

/** The numbers of a fill's row; those it does not have are undefined. */
function fillNumbers(fill, decimals) {
  const decimal = (text) => (text === null ? undefined : Number(text))
  return {
    price: decimal(fill.price),
    size: decimal(fill.sizeDecimal),
    notional: toNumber(fill.notional, decimals),
    fee: toNumber(fill.fee, decimals),
    realised: fill.realised === null || fill.side === 'BID' ? undefined : toNumber(fill.realised, decimals),
  }
}

function fillRow(fill, numbers, digits) {
  const { realised } = numbers
  const shown = (key) => (numbers[key] === undefined ? NONE : formatFixed(numbers[key], digits[key]))
  const cells = [
    [formatTime(fill.timestamp)],
    [`${fill.side === 'BID' ? 'buys' : 'sells'} · ${fill.vault ? 'vault' : 'quote'} ${shorten(fill.maker)}`, fill.side],
    [shown('price'), 'number'],
    [shown('size'), 'number'],
    [shown('notional'), 'number'],
    [shown('fee'), 'number'],
    [
      `${realised > 0 ? '+' : ''}${shown('realised')}`,
      realised > 0 ? 'number up' : realised < 0 ? 'number down' : 'number',
    ],
    [fill.block.toLocaleString('en'), 'number'],
  ]
  const row = document.createElement('tr')
  row.append(...cells.map(cell))
  return row
}

function cell([text, className]) {
  const element = document.createElement('td')
  const side = { BID: 'buys', ASK: 'sells' }[className]
  if (side) element.className = side
  else if (className) element.className = className
  element.textContent = text
  return element
}

/** The legend of a chart: label, colour variable and form of each entry. */
export function showLegend(id, entries) {
  const items = entries.map(([label, key, form, mark]) => {
    const item = document.createElement('span')
    item.textContent = label
    if (key) item.style.setProperty('--key', `var(--${key})`)
    if (form) item.className = form
    if (mark) item.dataset.mark = mark
    return item
  })
  byId(id).replaceChildren(...items)
}

/** Units beside the titles, and the texts for charts without data. */
export function showFrames(market, hasPrices, hasEquity) {
  const base = market?.base.symbol ?? 'base'
  const quote = market?.quote.symbol ?? 'quote'
  byId('pair').textContent = market ? `${base} / ${quote}` : ''
  byId('price-unit').textContent = market ? `${quote} per ${base}, by day` : ''
  byId('equity-unit').textContent = market ? `${quote}, at the last price, by day` : ''
  byId('price-empty').hidden = hasPrices
  byId('equity-empty').hidden = hasEquity
  byId('price').style.visibility = hasPrices ? '' : 'hidden'
  byId('equity').style.visibility = hasEquity ? '' : 'hidden'
}
