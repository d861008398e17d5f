import type { Address } from 'viem'
import { formatAtoms } from '../../analytics/units.ts'
import type { FillRecord } from '../../reducers/records.ts'
import { pageFills } from '../../store/read/pages.ts'
import { badInput, blockRange, bounded, decodeCursor, encodeCursor, vaultAddress } from '../arguments.ts'
import type { ApiContext, RequestContext } from '../context.ts'
import { type MarketView, marketById } from './market.ts'
import { once } from './once.ts'
import { MAX_PAGE, vaultByAddress } from './vault.ts'

interface FillFilterInput {
  readonly vault?: string | null
  readonly maker?: Address | null
  readonly taker?: Address | null
  readonly market?: number | null
  readonly side?: number | null
  readonly fromBlock?: number | null
  readonly toBlock?: number | null
}

interface FillArguments {
  readonly where?: FillFilterInput | null
  readonly first: number
  readonly after?: string | null
  readonly orderDirection: 'ASC' | 'DESC'
}

/** A fill as the schema shows it. */
function fillView(context: RequestContext, fill: FillRecord, market: MarketView) {
  const { at, size, notional } = fill
  const { decimals } = market.base
  return {
    ...fill,
    id: `${context.identity.chainId}:${at.height}:${at.logIndex}`,
    market,
    vault: () => (fill.realised === undefined ? undefined : context.db.run(vaultByAddress(context, fill.maker))),
    sizeDecimal: decimals === undefined ? undefined : formatAtoms(size * market.lotSize, decimals),
    price: market.price({ notional, size }),
    block: at.height,
    logIndex: at.logIndex,
    timestamp: at.timestamp,
    txHash: at.txHash,
  }
}

export const fillQueries = {
  fills: (_: unknown, args: FillArguments, context: RequestContext) => {
    const first = bounded('first', args.first, 1, MAX_PAGE)
    const { vault, ...where } = args.where ?? {}
    const maker = makerOf(vault, where.maker ?? undefined, context)
    const filter = {
      maker,
      taker: where.taker ?? undefined,
      market: where.market ?? undefined,
      side: where.side ?? undefined,
      fromBlock: where.fromBlock ?? undefined,
      toBlock: where.toBlock ?? undefined,
    }
    const after = decodeCursor('fills', args.after)
    return context.db.run(
      (function* () {
        // Refuses what is not indexed or no range, as the metrics do.
        // An open end takes fills as they come: asking from the next block on is polling, not a mistake.
        if (where.toBlock != null || (where.fromBlock ?? 0) < 0) yield* blockRange(where.fromBlock, where.toBlock)
        const page = yield* pageFills(filter, { first, after, descending: args.orderDirection === 'DESC' })
        const edges = []
        for (const fill of page.items) {
          const market = yield* marketById(context, fill.market)
          edges.push({ cursor: encodeCursor('fills', fill.at), node: fillView(context, fill, market) })
        }
        return {
          edges,
          totalCount: once(() => context.db.run(page.total())),
          pageInfo: { hasNextPage: page.hasNext, endCursor: edges.at(-1)?.cursor },
        }
      })(),
    )
  },
}

function makerOf(vault: string | null | undefined, maker: Address | undefined, { identity }: ApiContext) {
  if (vault == null) return maker
  const address = vaultAddress(vault, identity.chainId)
  if (address === undefined) throw badInput(`vault ${vault} is not on chain ${identity.chainId}, which is indexed here`)
  if (maker !== undefined && maker !== address) throw badInput('where.vault and where.maker name different makers')
  return address
}
