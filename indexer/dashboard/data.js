/** Points per curve: more than there are pixels would only cost time. */
const POINTS = 700

/** Fills in the table. */
const ROWS = 12

/** Fills drawn into the chart at most, also the largest page the API gives. */
export const MARKERS = 200

const OVERVIEW = `query Overview($vault: ID!, $known: Boolean!, $from: Int) {
  _meta { status message headBlock startBlock block { number timestamp } }
  markets { id lastPrice base { symbol decimals } quote { symbol decimals } }
  vaults(first: 100) { totalCount edges { node { id address market { id } fills } } }
  vault(id: $vault) @include(if: $known) { equity realisedPnl halted fills }
  metrics(vault: $vault, fromBlock: $from) @include(if: $known) {
    pnl fills makerVolume
    roi { value reason } winRate { value reason } profitFactor { value reason }
    sharpe { value reason } maxDrawdown { value reason } maxDrawdownWad { value reason }
    trips wins
  }
  equityCurve(vault: $vault, fromBlock: $from, maxPoints: ${POINTS}) @include(if: $known) { timestamp equity netFlow }
  shown: fills(first: ${MARKERS}, where: { vault: $vault, fromBlock: $from }) @include(if: $known) {
    totalCount
    edges { node { timestamp side price } }
  }
}`

const MARKET = `query Market($market: Int!, $from: Int) {
  priceHistory(market: $market, fromBlock: $from, maxPoints: ${POINTS}) { timestamp open high low close fills volume }
  latest: fills(first: ${ROWS}, where: { market: $market }) {
    totalCount
    edges { node { id timestamp maker vault { id } side price sizeDecimal notional fee realised block } }
  }
}`

/** Stands in for a market's answer while there is no market. */
const NO_MARKET = { priceHistory: [], latest: { totalCount: 0, edges: [] } }

const BLOCK_AT = 'query BlockAt($time: Timestamp!) { _meta { block { number } } blockAt(time: $time) { number } }'

/** Any vault id: stands in while none is known and its parts of the query are left out. */
const NO_VAULT = `0x${'0'.repeat(40)}`

/**
 * Everything the page shows, in one request each for the vault and its market.
 *
 * @param {string | undefined} vault
 * @param {number | undefined} since seconds of chain time at which it starts, if not at the beginning
 */
export async function loadOverview(vault, since) {
  const from = since === undefined ? undefined : await firstBlock(since)
  const variables = { vault: vault ?? NO_VAULT, known: vault !== undefined, from }
  const overview = await ask(OVERVIEW, variables)
  const node = overview.vaults.edges.find((edge) => edge.node.id === vault)?.node
  const market = node ? overview.markets.find(({ id }) => id === node.market.id) : overview.markets[0]
  const { priceHistory, latest } = market ? await ask(MARKET, { market: market.id, from }) : NO_MARKET
  return { ...overview, market, prices: priceHistory, latest }
}

/** The first block after a time; the last one there is, if all are older. None when all are younger. */
async function firstBlock(time) {
  const { _meta, blockAt } = await ask(BLOCK_AT, { time })
  return blockAt ? Math.min(blockAt.number + 1, _meta.block.number) : undefined
}

async function ask(query, variables) {
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
    signal: AbortSignal.timeout(10_000),
  })
  const { data, errors } = await response.json()
  if (errors) throw new Error(errors[0].message)
  return data
}
