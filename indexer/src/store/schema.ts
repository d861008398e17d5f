/** Raised with every change of the tables: an index is rebuilt from the chain, never migrated by guesswork. */
export const SCHEMA_VERSION = 2

/** Marks the file as ours: the letters "tide" in SQLite's header. */
export const APPLICATION_ID = 0x74696465

/**
 * Amounts, lots and everything else that may pass 2^53 are lenhex text; heights, seconds and counts are integers;
 * addresses and hashes are lower-case hexadecimal text.
 */
export const SCHEMA = `
CREATE TABLE meta (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  schema_version INTEGER NOT NULL,
  chain_id INTEGER NOT NULL,
  exchange TEXT NOT NULL,
  start_block INTEGER NOT NULL
) STRICT;

-- The block up to which everything below is complete. Its hash is empty before the first batch.
CREATE TABLE cursor (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  height INTEGER NOT NULL,
  hash TEXT NOT NULL,
  ts INTEGER NOT NULL,
  factory TEXT
) STRICT;

-- How the writer is doing. Not part of the index: never in a digest.
CREATE TABLE sync (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  head INTEGER NOT NULL,
  finality INTEGER NOT NULL,
  status TEXT NOT NULL,
  message TEXT,
  heartbeat INTEGER NOT NULL
) STRICT;

-- Names and decimals, asked of the tokens and not of the logs. Never in a digest.
CREATE TABLE token (
  address TEXT PRIMARY KEY,
  symbol TEXT,
  decimals INTEGER
) STRICT, WITHOUT ROWID;

-- Blocks that hold at least one of our events.
CREATE TABLE block (
  height INTEGER PRIMARY KEY,
  hash TEXT NOT NULL,
  ts INTEGER NOT NULL
) STRICT;
CREATE INDEX block_time ON block (ts, height);

-- mark_*: the last fill's notional and size. size '010' (zero) before the first.
CREATE TABLE market (
  id INTEGER PRIMARY KEY,
  base TEXT NOT NULL,
  quote TEXT NOT NULL,
  lot_size TEXT NOT NULL,
  tick_size TEXT NOT NULL,
  taker_fee_bps INTEGER NOT NULL,
  height INTEGER NOT NULL,
  log_index INTEGER NOT NULL,
  mark_notional TEXT NOT NULL,
  mark_size TEXT NOT NULL,
  fills INTEGER NOT NULL,
  volume TEXT NOT NULL,
  fees TEXT NOT NULL
) STRICT;

-- Prices as notional over size of the fill that made them, so they are exact.
CREATE TABLE candle (
  market INTEGER NOT NULL,
  day INTEGER NOT NULL,
  open_notional TEXT NOT NULL, open_size TEXT NOT NULL,
  high_notional TEXT NOT NULL, high_size TEXT NOT NULL,
  low_notional TEXT NOT NULL, low_size TEXT NOT NULL,
  close_notional TEXT NOT NULL, close_size TEXT NOT NULL,
  fills INTEGER NOT NULL,
  lots TEXT NOT NULL,
  volume TEXT NOT NULL,
  height INTEGER NOT NULL,
  log_index INTEGER NOT NULL,
  PRIMARY KEY (market, day)
) STRICT, WITHOUT ROWID;

-- Per market: what an account did as maker and as taker. seq is the last of its gapless maker sequence.
CREATE TABLE trader (
  market INTEGER NOT NULL,
  address TEXT NOT NULL,
  seq INTEGER NOT NULL,
  maker_volume TEXT NOT NULL,
  rebates TEXT NOT NULL,
  taker_fills INTEGER NOT NULL,
  taker_volume TEXT NOT NULL,
  fees_paid TEXT NOT NULL,
  PRIMARY KEY (market, address)
) STRICT, WITHOUT ROWID;

-- What never changes about a vault, and its manager.
CREATE TABLE vault (
  address TEXT PRIMARY KEY,
  owner TEXT NOT NULL,
  manager TEXT NOT NULL,
  market INTEGER NOT NULL,
  size_per_cell TEXT NOT NULL,
  reference_price TEXT NOT NULL,
  prices TEXT NOT NULL,
  height INTEGER NOT NULL,
  log_index INTEGER NOT NULL,
  ts INTEGER NOT NULL,
  tx_hash TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX vault_created ON vault (height, log_index);

-- One row per event of a vault with the state after it and running totals: any range is the difference of two rows.
CREATE TABLE vault_event (
  vault TEXT NOT NULL,
  height INTEGER NOT NULL,
  log_index INTEGER NOT NULL,
  ts INTEGER NOT NULL,
  kind TEXT NOT NULL,
  tx_hash TEXT NOT NULL,
  detail TEXT,
  lots TEXT NOT NULL,
  cost TEXT NOT NULL,
  quote_held TEXT NOT NULL,
  realised TEXT NOT NULL,
  contributed TEXT NOT NULL,
  cursor TEXT NOT NULL,
  halted INTEGER NOT NULL,
  fills INTEGER NOT NULL,
  events INTEGER NOT NULL,
  trips INTEGER NOT NULL,
  wins INTEGER NOT NULL,
  losses INTEGER NOT NULL,
  gross_profit TEXT NOT NULL,
  gross_loss TEXT NOT NULL,
  net_flow TEXT NOT NULL,
  maker_volume TEXT NOT NULL,
  taker_fees TEXT NOT NULL,
  mark_notional TEXT NOT NULL,
  mark_size TEXT NOT NULL,
  PRIMARY KEY (vault, height, log_index)
) STRICT, WITHOUT ROWID;

-- Last event of each day of a vault.
CREATE TABLE vault_day (
  vault TEXT NOT NULL,
  day INTEGER NOT NULL,
  height INTEGER NOT NULL,
  log_index INTEGER NOT NULL,
  PRIMARY KEY (vault, day)
) STRICT, WITHOUT ROWID;

-- side: the maker's, 0 bid, 1 ask. realised: null when the maker is not a vault.
CREATE TABLE fill (
  height INTEGER NOT NULL,
  log_index INTEGER NOT NULL,
  ts INTEGER NOT NULL,
  tx_hash TEXT NOT NULL,
  market INTEGER NOT NULL,
  maker TEXT NOT NULL,
  taker TEXT NOT NULL,
  seq INTEGER NOT NULL,
  side INTEGER NOT NULL,
  size TEXT NOT NULL,
  notional TEXT NOT NULL,
  fee TEXT NOT NULL,
  rebate TEXT NOT NULL,
  ref TEXT NOT NULL,
  realised TEXT,
  PRIMARY KEY (height, log_index)
) STRICT, WITHOUT ROWID;
CREATE INDEX fill_market ON fill (market, height, log_index);
CREATE UNIQUE INDEX fill_seq ON fill (maker, market, seq);
CREATE INDEX fill_maker ON fill (maker, height, log_index);
CREATE INDEX fill_taker ON fill (taker, height, log_index);
`

/** Tables whose rows are the index, each with the key that orders them. */
export const DIGESTED: Readonly<Record<string, string>> = {
  block: 'height',
  market: 'id',
  candle: 'market, day',
  trader: 'market, address',
  vault: 'address',
  vault_event: 'vault, height, log_index',
  vault_day: 'vault, day',
  fill: 'height, log_index',
}
