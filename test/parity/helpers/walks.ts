/** A long history of transactions on real contracts, compared with the core after every step. */
export interface History {
  readonly test: string
  /** The files that name the core's functions. */
  readonly drives: readonly string[]
  readonly about: string
}

export const WALKS: readonly History[] = [
  {
    test: 'test/parity/strategies.ts',
    drives: ['test/parity/helpers/vaultWalk.ts', 'test/parity/helpers/vaultRecords.ts'],
    about:
      'four vaults: grids with and without an oracle, quotes, delta-neutral with hedges; every call of owner and manager',
  },
  {
    test: 'test/parity/pools.ts',
    drives: ['test/parity/helpers/poolWalk.ts', 'test/parity/helpers/poolRecords.ts'],
    about: 'two pools, with and without an oracle: fills, joins, leaves, fees, transfers, moves',
  },
  {
    test: 'test/parity/rebates.ts',
    drives: ['test/parity/helpers/rebateWalk.ts'],
    about: 'two signers on three markets in two tokens, tiers and fees that change, hundreds of periods',
  },
  {
    test: 'test/parity/positions.ts',
    drives: ['test/parity/positions.ts'],
    about: 'one position',
  },
  {
    test: 'test/parity/quotes.ts',
    drives: ['test/parity/quotes.ts'],
    about: 'signed quotes, streaming and standing: fills, cancels, epochs',
  },
  {
    test: 'test/parity/vault.ts',
    drives: ['test/parity/vault.ts'],
    about: 'the short form of a vault that the indexer keeps',
  },
]

/** What libraries have that the core does not, and why. */
export const UNMIRRORED: Readonly<Record<string, string>> = {
  'BytesReader.start': 'a memory address',
  'BalanceLib.balanceOf': 'asks a token',
  'ForwardLib.to': 'passes a call on',
  'ForwardLib.viewTo': 'passes a call on',
  'Permit2Lib.allowance': 'asks Permit2',
  'Permit2Lib.transferFrom': 'asks Permit2',
  'Permit2Lib.tryPermit': 'asks Permit2',
  'GridLib.sum': 'what `askTicks`, `bidTicks` and `funding` add up, each compared',
  'VaultConfigLib.load': 'copies code; what is read from it is compared',
  'VaultConfigLib.loadMoved': 'copies code; what is read from it is compared',
  'VaultConfigLib.loadOwner': 'copies code; the walk of vaults reads through it',
  'RebateLib.pack': 'a storage word; every case of a rebate goes through it',
  'RebateLib.unpack': 'a storage word; read by the walk of rebates',
  'RebateLib.withDecimals': 'a storage word; every case of a rebate goes through it',
  'RebateLib.withPeriod': 'a storage word; written by the walk of rebates',
  'RebateLib.periodOf': 'a storage word; read by the walk of rebates',
  'StrategyLib.askGuard': 'asks a contract; the walk of vaults has one that says yes or no',
  'QuoteLib.structHash': 'needs keccak, which the core has not: `hashQuote` of the SDK, by the walk of quotes',
}
