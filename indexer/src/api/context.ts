import type { Connection, Identity } from '../store/open.ts'

/** What resolvers work with. They are synchronous, so a request is one uninterrupted read. */
export interface ApiContext {
  readonly db: Connection
  readonly identity: Identity
  /** Milliseconds, to judge the writer's heartbeat by. */
  readonly now: () => number
}
