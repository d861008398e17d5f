import {
  decodeMovedGrid,
  decodePoolFounding,
  encodeMovedGrid,
  encodePoolFounding,
  type HexBytes,
  type PoolFounding,
  packPrices,
} from '@tidemark/sdk/core'
import fc from 'fast-check'
import { uint } from '../cases.ts'
import { increasing } from '../grids.ts'
import { mirror } from '../mirror.ts'

const harness = 'PoolHarness'
const hex = (text: string): HexBytes => `0x${Buffer.from(text, 'utf8').toString('hex')}`
const bytes = (length: number) =>
  fc.uint8Array({ minLength: length, maxLength: length }).map((a): HexBytes => `0x${Buffer.from(a).toString('hex')}`)
const text = fc.string({ maxLength: 31 })

/** As the harness takes them: texts as texts. */
type Terms = Omit<PoolFounding, 'name' | 'symbol'> & { readonly name: string; readonly symbol: string }
const terms: fc.Arbitrary<Terms> = fc
  .tuple(bytes(20), bytes(20), uint(88), uint(72), uint(32), uint(8), uint(64), uint(112), text, text, increasing)
  .map(([base, quote, lotSize, tickSize, id, decimals, firstSize, firstSupply, name, symbol, prices]) => {
    const { width, packed } = packPrices(prices)
    return {
      ...{ base, quote, lotSize, tickSize, marketId: Number(id), decimals: Number(decimals), firstSize, firstSupply },
      ...{ name, symbol, width, packedPrices: packed },
    }
  })
const packedTerms = ({ name, symbol, ...rest }: Terms) =>
  encodePoolFounding({ ...rest, name: hex(name), symbol: hex(symbol) })
const moved = fc.tuple(uint(64), uint(112), increasing).map(([anchorSize, anchorSupply, prices]) => {
  const { width, packed } = packPrices(prices)
  return [anchorSize, anchorSupply, width, packed] as const
})

/** Pools' constants as they live in code. */
export const poolConfig = [
  mirror(encodePoolFounding, 'PoolConfigLib.encode', {
    harness,
    edges: [],
    random: terms.map((t) => [t]),
    compute: packedTerms,
  }),
  mirror(
    decodePoolFounding,
    ['decode', 'tokensOf', 'marketIdOf', 'decimalsOf', 'nameOf', 'symbolOf'].map((name) => `PoolConfigLib.${name}`),
    {
      harness,
      edges: [],
      random: terms.map((t) => [packedTerms(t)]),
      compute: (args: HexBytes) => {
        const { anchorSize, anchorSupply, prices, name, symbol, ...rest } = decodePoolFounding(args)
        const plain = (data: HexBytes) => Buffer.from(data.slice(2), 'hex').toString('utf8')
        // The harness gives packed prices as the list they are.
        const founding = { ...rest, name: plain(name), symbol: plain(symbol), packedPrices: '0x' }
        return [founding, { anchorSize, anchorSupply, prices }]
      },
    },
  ),
  mirror(encodeMovedGrid, 'PoolConfigLib.encodeMoved', {
    harness,
    edges: [],
    random: moved,
    compute: (size: bigint, supply: bigint, width: number, packed: HexBytes) =>
      encodeMovedGrid(size, supply, { width, packed }),
  }),
  mirror(decodeMovedGrid, 'PoolConfigLib.replaceGrid', {
    harness,
    edges: [],
    random: moved.map(([size, supply, width, packed]) => [encodeMovedGrid(size, supply, { width, packed })]),
  }),
]
