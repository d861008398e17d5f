import { type Codec, type Json, oneOf, recordOf } from './codec.ts'

/** State of one engine object as plain JSON: integers as decimal strings, and what wrote it in which version. */
export interface Snapshot {
  readonly format: string
  readonly version: number
  readonly state: Json
}

const VERSION = 1

/** Taken as it is; what it holds is checked afterwards. */
const raw: Codec<Json> = { encode: (value) => value, decode: (json) => json as Json }

/** Writes and reads the snapshots of one class. */
export function snapshotOf<State>(format: string, codec: Codec<State>) {
  const envelope = recordOf<Snapshot>({
    format: { encode: String, decode: oneOf(format).decode },
    version: { encode: Number, decode: oneOf(VERSION).decode },
    state: raw,
  })
  return {
    write: (state: State): Snapshot => ({ format, version: VERSION, state: codec.encode(state) }),
    /** @throws {InvalidSnapshotError} */
    read: (json: unknown): State => codec.decode(envelope.decode(json, 'snapshot').state, 'snapshot.state'),
  }
}
