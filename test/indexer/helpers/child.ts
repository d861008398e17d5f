// Follows a chain into a file until it is killed, and says of every step: node child.ts RPC IDENTITY FILE FINALITY
import type { Address } from 'viem'
import type { Identity } from '../../../indexer/src/store/store.ts'
import { follow, sqliteIndex } from './inProcess.ts'

const [rpc = '', told = '', file = '', finality = ''] = process.argv.slice(2)
const identity = JSON.parse(told) as Identity
const { db, writer } = sqliteIndex(file, identity)
// Each commit copies its log back, so that a kill may strike there.
db.pragma('wal_autocheckpoint = 1')
const onLine = ({ msg }: { msg: string }) => process.stdout.write(`${msg}\n`)
const options = {
  rpc: [rpc],
  exchange: identity.exchange as Address,
  finality: Number(finality),
  batchBlocks: 10,
  onLine,
}
await follow(writer, identity, options, new AbortController().signal)
