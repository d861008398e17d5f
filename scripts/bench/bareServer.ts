/**
 * The bare server that `serve` is measured against: `node bareServer.ts DB PORT`, on a database of the bare loop.
 * graphql-yoga and better-sqlite3 as they come, answering the one list, with no limits and no analytics.
 */
import { createServer } from 'node:http'
import Database from 'better-sqlite3'
import { createSchema, createYoga } from 'graphql-yoga'

interface Arguments {
  readonly where: { readonly maker: string; readonly fromBlock: number; readonly toBlock: number }
  readonly first: number
}

const typeDefs = `
  type Query { fills(where: FillFilter!, first: Int!): FillConnection! }
  input FillFilter { maker: String! fromBlock: Int! toBlock: Int! }
  type FillConnection { edges: [FillEdge!]! pageInfo: PageInfo! }
  type FillEdge { node: Fill! }
  type PageInfo { hasNextPage: Boolean! }
  enum Side { BID ASK }
  type Fill {
    id: ID! maker: String! taker: String! seq: Int! side: Side! size: String! notional: String! fee: String!
    rebate: String! ref: String! block: Int! logIndex: Int! timestamp: Int! txHash: String!
  }
`

const [file = '', port = ''] = process.argv.slice(2)
const db = new Database(file, { readonly: true })
const select = db.prepare(`
  SELECT height || ':' || log_index AS id, maker, taker, seq, side, size, notional, fee, rebate, ref, height AS block,
    log_index AS logIndex, ts AS timestamp, tx_hash AS txHash
  FROM fill WHERE maker = ? AND height >= ? AND height <= ? ORDER BY height DESC, log_index DESC LIMIT ?
`)

const fills = (_: unknown, { where: { maker, fromBlock, toBlock }, first }: Arguments) => {
  const rows = select.all(maker, fromBlock, toBlock, first + 1)
  return { edges: rows.slice(0, first).map((node) => ({ node })), pageInfo: { hasNextPage: rows.length > first } }
}

const resolvers = { Side: { BID: 0, ASK: 1 }, Query: { fills } }
const yoga = createYoga({ schema: createSchema({ typeDefs, resolvers }), graphiql: false, landingPage: false })
createServer((request, response) => void yoga(request, response)).listen(Number(port), '127.0.0.1')
