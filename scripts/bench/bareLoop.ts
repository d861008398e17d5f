/**
 * The bare loop that the indexer is measured against: `node bareLoop.ts URL EXCHANGE FROM TO DB OUTPUT`. It fetches
 * logs and block headers, decodes by fixed offsets and inserts into one table; it checks nothing and derives nothing.
 * Writes the fills and the seconds it took, from its first request to its last commit.
 */
import { writeFileSync } from 'node:fs'
import { exchangeAbi } from '@tidemark/sdk/abis'
import Database from 'better-sqlite3'
import { encodeEventTopics, type Hex } from 'viem'
import { rpc, rpcBatch } from '../demo/rpc.ts'

interface Log {
  readonly topics: readonly [Hex, Hex, Hex, Hex]
  readonly data: Hex
  readonly blockNumber: Hex
  readonly logIndex: Hex
  readonly transactionHash: Hex
}

interface Header {
  readonly number: Hex
  readonly timestamp: Hex
}

// 4,000 logs per batch of 100 a block; the indexer aims for 1,250.
const blocksPerBatch = 40
const headersPerRequest = 100

const [url = '', exchange = '', first = '', last = '', file = '', output = ''] = process.argv.slice(2)
const db = new Database(file)
db.pragma('journal_mode = WAL')
db.pragma('synchronous = NORMAL')
db.exec(`CREATE TABLE fill (
  height INTEGER, log_index INTEGER, ts INTEGER, tx_hash TEXT, market INTEGER, maker TEXT, taker TEXT, seq INTEGER,
  side INTEGER, size INTEGER, notional TEXT, fee TEXT, rebate TEXT, ref TEXT, PRIMARY KEY (height, log_index)
) WITHOUT ROWID`)
const insert = db.prepare(`INSERT INTO fill VALUES (${Array(14).fill('?').join(', ')})`)
const insertAll = db.transaction((rows: readonly unknown[][]) => {
  for (const row of rows) insert.run(row)
})
const topics = encodeEventTopics({ abi: exchangeAbi, eventName: 'Fill' })

let fills = 0
const began = performance.now()
for (let from = Number(first); from <= Number(last); from += blocksPerBatch) {
  const to = Math.min(from + blocksPerBatch - 1, Number(last))
  const [logs, headers] = await Promise.all([readLogs(from, to), readHeaders(from, to)])
  const times = new Map(headers.map(({ number, timestamp }) => [number, Number(timestamp)]))
  insertAll(logs.map((log) => decode(log, times.get(log.blockNumber))))
  fills += logs.length
}
const seconds = (performance.now() - began) / 1000
db.close()
writeFileSync(output, JSON.stringify({ fills, seconds }))
process.exit()

async function readLogs(from: number, to: number): Promise<Log[]> {
  const filter = { fromBlock: hex(from), toBlock: hex(to), address: exchange, topics }
  return (await rpc(url, 'eth_getLogs', filter)) as Log[]
}

async function readHeaders(from: number, to: number): Promise<Header[]> {
  const calls = Array.from({ length: to - from + 1 }, (_, i) => {
    return { method: 'eth_getBlockByNumber', params: [hex(from + i), false] }
  })
  const requests = []
  for (let i = 0; i < calls.length; i += headersPerRequest) {
    requests.push(rpcBatch(url, calls.slice(i, i + headersPerRequest)))
  }
  return (await Promise.all(requests)).flat() as Header[]
}

function decode({ topics, data, blockNumber, logIndex, transactionHash }: Log, time: number | undefined): unknown[] {
  const word = (index: number) => `0x${data.slice(2 + 64 * index, 66 + 64 * index)}`
  return [
    ...[Number(blockNumber), Number(logIndex), time, transactionHash],
    ...[Number(topics[1]), `0x${topics[2].slice(26)}`, `0x${topics[3].slice(26)}`],
    ...[Number(word(0)), Number(word(1)), Number(word(2))],
    ...[String(BigInt(word(3))), String(BigInt(word(4))), String(BigInt(word(5))), word(6)],
  ]
}

function hex(value: number): Hex {
  return `0x${value.toString(16)}`
}
