import type { Rpc } from '../chain/rpc.ts'
import type { Batch, SyncState, Writer } from '../store/store.ts'
import type { Metrics } from './metrics.ts'

/** Is told what a writer did. */
export interface WriterObserver {
  /** After it was committed. */
  readonly committed: (batch: Batch, seconds: number) => void
  readonly reorganised: (blocks: number) => void
  readonly synced: (state: SyncState) => void
}

/** The same writer, seen at work. */
export function observeWriter(writer: Writer, observer: WriterObserver): Writer {
  return {
    chainId: writer.chainId,
    cursor: () => writer.cursor(),
    load: (table, keys) => writer.load(table, keys),
    query: (sql, ...values) => writer.query(sql, ...values),
    commit: async (batch) => {
      const began = performance.now()
      await writer.commit(batch)
      observer.committed(batch, secondsSince(began))
    },
    reorganise: async (from, ancestor, apply) => {
      const began = performance.now()
      let written: Batch | undefined
      await writer.reorganise(from, ancestor, async () => {
        written = await apply()
        return written
      })
      observer.reorganised(from.height - ancestor.height)
      if (written !== undefined) observer.committed(written, secondsSince(began))
    },
    saveSync: async (state, now) => {
      await writer.saveSync(state, now)
      observer.synced(state)
    },
    beat: (now) => writer.beat(now),
    saveToken: (token) => writer.saveToken(token),
    prune: (cursor) => writer.prune(cursor),
    close: () => writer.close(),
  }
}

/** The same node, its calls counted. */
export function observeRpc(rpc: Rpc, node: number, metrics: Metrics): Rpc {
  const counted = <A extends unknown[], R>(method: string, call: (...args: A) => Promise<R>) => {
    return async (...args: A): Promise<R> => {
      const began = performance.now()
      let outcome: 'ok' | 'error' = 'error'
      try {
        const result = await call(...args)
        outcome = 'ok'
        return result
      } finally {
        metrics.called(node, method, outcome, secondsSince(began))
      }
    }
  }
  return {
    url: rpc.url,
    chainId: counted('eth_chainId', rpc.chainId),
    head: counted('eth_blockNumber', rpc.head),
    header: counted('eth_getBlockByNumber', rpc.header),
    finalised: counted('eth_getBlockByNumber', rpc.finalised),
    logs: counted('eth_getLogs', rpc.logs),
    logsOf: counted('eth_getLogs', rpc.logsOf),
    code: counted('eth_getCode', rpc.code),
    call: counted('eth_call', rpc.call),
  }
}

function secondsSince(began: number): number {
  return (performance.now() - began) / 1_000
}
