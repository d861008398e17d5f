import { equityChart, priceChart } from './charts.js'
import { loadOverview, MARKERS } from './data.js'
import { toNumber } from './format.js'
import { showFills, showFrames, showLegend, showOffline, showStatus, showTiles, showVaults } from './view.js'

const DAY = 86_400

/** How often to look, in milliseconds: often while the picture is still moving. */
const POLL = { moving: 1_000, still: 4_000, offline: 2_000 }

const state = { vault: undefined, days: 0, end: undefined, marks: [] }
const price = priceChart(document.getElementById('price'), state)
const equity = equityChart(document.getElementById('equity'))
let timer
let looks = 0

/** Chain time at which the view starts, if not at the beginning. */
function since() {
  return state.days > 0 && state.end !== undefined ? state.end - state.days * DAY : undefined
}

/** Look again, and once more after a while. Answers to looks that a newer one overtook are dropped. */
async function refresh() {
  clearTimeout(timer)
  const look = ++looks
  const view = await loadOverview(state.vault, since()).catch((error) => error)
  if (look !== looks) return
  if (view instanceof Error) {
    showOffline(view.message)
    later(POLL.offline)
    return
  }
  document.body.classList.remove('stale')
  const moving = moved(view._meta) || view._meta.status === 'SYNCING'
  const unchosen = state.vault === undefined && view.vaults.edges.length > 0
  if (unchosen) state.vault = busiest(view.vaults.edges)
  later(unchosen ? 0 : moving ? POLL.moving : POLL.still)
  render(view)
}

/** Look again after so many milliseconds, unless the page was hidden meanwhile: showing it looks again. */
function later(delay) {
  if (!document.hidden) timer = setTimeout(() => void refresh(), delay)
}

/** Block of the last look. */
let lastBlock

function moved({ block }) {
  const before = lastBlock
  lastBlock = block?.number
  return before !== lastBlock
}

function busiest(edges) {
  return edges.reduce((best, { node }) => (node.fills > best.fills ? node : best), edges[0].node).id
}

function render({ _meta, vaults, vault, metrics, equityCurve, latest, shown, market, prices }) {
  showStatus(_meta)
  showVaults(vaults, state.vault)
  showTiles(vault, metrics, market?.quote)
  showFills(latest, market)
  showFrames(market, prices.length > 0, (equityCurve?.length ?? 0) > 1)
  state.end = _meta.block?.timestamp
  renderPrices(prices, shown)
  renderEquity(equityCurve ?? [], market?.quote.decimals)
}

function renderPrices(prices, shown) {
  const few = shown !== undefined && shown.totalCount <= MARKERS
  state.marks = few
    ? shown.edges.map(({ node }) => ({
        timestamp: node.timestamp,
        price: Number(node.price),
        bought: node.side === 'BID',
      }))
    : []
  const legend = [
    ['Close', 'accent'],
    ["Day's range", 'accent-soft', 'area'],
    ['Fills', 'line', 'area'],
  ]
  if (few && shown.totalCount > 0) legend.push(['Vault buys', 'buy', 'mark', '▲'], ['Vault sells', 'sell', 'mark', '▼'])
  if (!few && shown)
    legend.push([
      `${shown.totalCount.toLocaleString('en')} fills in view; with ${MARKERS} or fewer, each is marked`,
      '',
      'plain',
    ])
  showLegend('price-legend', legend)
  if (prices.length === 0) return
  const column = (pick) => prices.map(pick)
  const data = [
    column(({ timestamp }) => timestamp + DAY / 2),
    column(({ high }) => Number(high)),
    column(({ low }) => Number(low)),
    column(({ close }) => Number(close)),
    column(({ fills }) => fills),
  ]
  price.show(data)
}

function renderEquity(curve, decimals) {
  showLegend('equity-legend', [
    ['Equity', 'accent'],
    ['Start plus funds moved', 'second', 'dashed'],
  ])
  if (curve.length < 2) return
  let put = toNumber(curve[0].equity, decimals)
  const funds = curve.map(({ netFlow }) => {
    put += toNumber(netFlow, decimals)
    return put
  })
  equity.show([curve.map(({ timestamp }) => timestamp), curve.map((point) => toNumber(point.equity, decimals)), funds])
}

document.getElementById('vault').addEventListener('change', ({ target }) => {
  state.vault = target.value
  target.blur()
  void refresh()
})

document.getElementById('ranges').addEventListener('click', ({ target }) => {
  if (target.dataset.days === undefined) return
  state.days = Number(target.dataset.days)
  price.unzoom()
  equity.unzoom()
  for (const button of target.parentElement.querySelectorAll('button')) {
    button.setAttribute('aria-pressed', String(button === target))
  }
  void refresh()
})

document.addEventListener('visibilitychange', () => {
  // A page nobody sees asks nothing.
  if (document.hidden) clearTimeout(timer)
  else void refresh()
})

void refresh()
