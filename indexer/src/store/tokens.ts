import type { Address } from 'viem'
import type { TokenInfo } from '../chain/tokens.ts'
import type { Connection } from './open.ts'
import { getRow, getRows, putRow } from './statements.ts'

/** Tokens of known markets that were not asked yet. */
export function undescribedTokens(db: Connection): Address[] {
  const sql = `SELECT base AS address FROM market UNION SELECT quote FROM market
    EXCEPT SELECT address FROM token ORDER BY address`
  return getRows(db, sql).map((row) => row.address as Address)
}

export function saveToken(db: Connection, { address, symbol, decimals }: TokenInfo): void {
  putRow(db, 'token', { address, symbol: symbol ?? null, decimals: decimals ?? null }, 'REPLACE')
}

/** What is known of a token. */
export function readToken(db: Connection, address: Address): TokenInfo {
  const row = getRow(db, 'SELECT symbol, decimals FROM token WHERE address = ?', address)
  return {
    address,
    symbol: (row?.symbol ?? undefined) as string | undefined,
    decimals: (row?.decimals ?? undefined) as number | undefined,
  }
}
