/**
 * A condition the operator must act on. `code` is stable; the message names the value and what it should have been.
 */
export class IndexerError extends Error {
  readonly code: string

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = code
    this.code = code
  }
}

/** The command line or the database does not fit what was asked: nothing was started. */
export class ConfigError extends IndexerError {
  constructor(message: string, options?: ErrorOptions) {
    super('ConfigError', message, options)
  }
}

/** The tables are of another version of this program than the one that runs: what stands in them may mean something else. */
export class OtherSchema extends ConfigError {
  readonly stored: number
  readonly known: number

  /** @param help What the operator can do. */
  constructor(name: string, stored: number, known: number, help: string) {
    const age = stored < known ? 'an older' : 'a newer'
    super(`${name} was written by ${age} version (schema ${stored}, this one is ${known}); ${help}`)
    this.stored = stored
    this.known = known
  }
}

/**
 * The chain, this index and the SDK disagree, or a log is missing, repeated or out of order. Nothing of the batch is
 * kept: a wrong index is worse than a late one.
 */
export class InvariantBroken extends IndexerError {
  constructor(message: string, options?: ErrorOptions) {
    super('InvariantBroken', message, options)
  }
}

/** A block that was final has another hash now. */
export class ChainDiverged extends IndexerError {
  constructor(height: number, stored: string, actual: string) {
    super(
      'ChainDiverged',
      `block ${height} was indexed as final with hash ${stored} and is ${actual} on this node now: the chain was ` +
        'reorganised deeper than finality, or the node serves another chain. Nothing is undone by itself; if the chain is ' +
        "right, go back with 'rewind' or index into a new database, with a greater --finality.",
    )
  }
}

/** What a vault, pool or the exchange tells itself is not what the logs added up to: some never arrived. */
export class RecordDiffers extends IndexerError {
  /** @param of What it is and its address. */
  constructor(of: string, height: number, field: string, actual: string, expected: string) {
    super(
      'RecordDiffers',
      `${of} at block ${height}: its ${field} is ${actual} on chain and ${expected} by the index: logs of it are ` +
        'missing. Index into a new database, from a node that sends all logs.',
    )
  }
}

/** What the node answered cannot be used now and may be right on the next try. */
export class SourceError extends IndexerError {
  constructor(message: string, options?: ErrorOptions) {
    super('SourceError', message, options)
  }
}

/** Another writer moved the cursor: this process must not write any more. */
export class CursorMoved extends IndexerError {
  constructor(height: number, hash: string) {
    super('CursorMoved', `the cursor is no longer at block ${height} (${hash}): another writer uses this database`)
  }
}

/** A stored row is not what the stored raw logs add up to. */
export class IndexDiffers extends IndexerError {
  constructor({
    table,
    key,
    stored,
    expected,
  }: {
    readonly table: string
    readonly key: string
    readonly stored: string | undefined
    readonly expected: string | undefined
  }) {
    super(
      'IndexDiffers',
      `table ${table}, ${key}: stored is ${stored ?? 'no such row'}, the raw logs give ${expected ?? 'no such row'}; ` +
        "'replay' makes the rows anew",
    )
  }
}
