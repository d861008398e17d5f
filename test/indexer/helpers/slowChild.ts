// Follows a chain into a file to its head, a hundred milliseconds for everything that is written, and says how many kilobytes
// of memory it took at most: node slowChild.ts RPC IDENTITY FILE BLOCKS-PER-BATCH
import type { Address } from 'viem'
import type { Identity } from '../../../indexer/src/store/store.ts'
import { follow, sqliteIndex } from './inProcess.ts'
import { slowed } from './slow.ts'

const [rpc = '', told = '', file = '', batch = ''] = process.argv.slice(2)
const identity = JSON.parse(told) as Identity
const { writer } = sqliteIndex(file, identity)
const options = { rpc: [rpc], exchange: identity.exchange as Address, finality: 0, batchBlocks: Number(batch) }
const done = new AbortController()
await follow(slowed(writer, 100), identity, options, done.signal, () => done.abort())
process.stdout.write(`${process.resourceUsage().maxRSS}\n`)
process.exit()
