/** A bug to plant, and the security invariant that must notice. */
export interface Planted {
  /** Number of the security invariant. */
  readonly invariant: number
  readonly bug: string
  readonly campaign: 'Vaults' | 'Manager' | 'Pools' | 'Quotes' | 'Fees'
  /** In `contracts/`. */
  readonly file: string
  /** A statement, ending in `;` or `}`, or an expression; it must occur once. */
  readonly find: string
  readonly replace: string
}

/** One for each of the 25 invariants. */
export const PLANTED: readonly Planted[] = [
  {
    invariant: 1,
    bug: 'a withdrawal into resting funds leaves the grid live',
    campaign: 'Vaults',
    file: 'vault/VaultFunds.sol',
    find: 'position.lots * config.lotSize() < baseNeeded || quoteLeft < quoteNeeded',
    replace: 'false',
  },
  {
    invariant: 2,
    bug: 'half of the cost of what is sold stays in the position',
    campaign: 'Vaults',
    file: 'libraries/PositionLib.sol',
    find: 'position.cost = uint112(position.cost - cost);',
    replace: 'position.cost = uint112(position.cost - cost / 2);',
  },
  {
    invariant: 3,
    bug: 'the high-water mark follows profit down',
    campaign: 'Vaults',
    file: 'vault/ProfitShare.sol',
    find: 'told && profit > highWaterMark',
    replace: 'told && profit != highWaterMark',
  },
  {
    invariant: 4,
    bug: 'profit once shared is forgotten',
    campaign: 'Vaults',
    file: 'vault/ProfitShare.sol',
    find: '_highWaterMark = highWaterMark = profit;',
    replace: 'highWaterMark = profit;',
  },
  {
    invariant: 5,
    bug: "the manager's share rounds up",
    campaign: 'Vaults',
    file: 'libraries/ProfitShareLib.sol',
    find: 'U256Lib.mulDivDown(uint256(profit_ - highWaterMark), shareBps, MarketLib.BPS)',
    replace: 'U256Lib.mulDivUp(uint256(profit_ - highWaterMark), shareBps, MarketLib.BPS)',
  },
  {
    invariant: 6,
    bug: 'a withdrawal counts its cost as profit',
    campaign: 'Vaults',
    file: 'libraries/PositionLib.sol',
    find: 'if (size != 0) cost = U256Lib.mulDivDown(position.cost, size, position.lots);',
    replace:
      'if (size != 0) cost = U256Lib.mulDivDown(position.cost, size, position.lots); position.realisedPnl += int112(uint112(cost));',
  },
  {
    invariant: 7,
    bug: 'purchases drain no outflow',
    campaign: 'Manager',
    file: 'libraries/StrategyLib.sol',
    find: 'if (fill.side == Side.Bid) return fill.notional;',
    replace: 'if (fill.side == Side.Bid) return 0;',
  },
  {
    invariant: 8,
    bug: 'a halted vault keeps its quote',
    campaign: 'Vaults',
    file: 'vault/VaultFunds.sol',
    find: 'quoteLeft = available - quoteAmount;',
    replace: 'require(!state.halted, IMakerVault.VaultHalted()); quoteLeft = available - quoteAmount;',
  },
  {
    invariant: 9,
    bug: 'units that are burnt stay in the supply',
    campaign: 'Pools',
    file: 'pool/PoolToken.sol',
    find: 'uint112(supply - amount)',
    replace: 'uint112(supply - amount + amount / 8)',
  },
  {
    invariant: 10,
    bug: 'a leave receives the ceiling',
    campaign: 'Pools',
    file: 'pool/PoolLiquidity.sol',
    find: 'base = (reserves.base * lp) / supply;',
    replace: 'base = (reserves.base * lp + (supply - 1)) / supply;',
  },
  {
    invariant: 11,
    bug: 'a join pays the floor less an atom',
    campaign: 'Pools',
    file: 'pool/PoolLiquidity.sol',
    find: '(reserves.quote * lp + supply - 1) / supply',
    replace: '((reserves.quote * lp) / supply == 0 ? 0 : (reserves.quote * lp) / supply - 1)',
  },
  {
    invariant: 12,
    bug: 'a join pays by what the pool holds, gifts included',
    campaign: 'Pools',
    file: 'pool/PoolLiquidity.sol',
    find: '(reserves.base * lp + supply - 1) / supply',
    replace: '(PoolToken(_config(false).base).balanceOf(address(this)) * lp + supply - 1) / supply',
  },
  {
    invariant: 13,
    bug: 'fees that were claimed can be claimed again',
    campaign: 'Pools',
    file: 'pool/PoolFees.sol',
    find: '_holders[msg.sender].checkpoint = uint144(checkpoint);',
    replace: 'checkpoint;',
  },
  {
    invariant: 14,
    bug: 'who buys from any pool pays the one that sold first',
    campaign: 'Pools',
    file: 'exchange/Settlement.sol',
    find: '_pay(terms.market.quote(), crossing.taker, maker, totals.notional + kept, isSigner);',
    replace:
      'address payee = maker; assembly ("memory-safe") { if iszero(sload(0xf1257)) { sstore(0xf1257, maker) } payee := sload(0xf1257) } _pay(terms.market.quote(), crossing.taker, payee, totals.notional + kept, isSigner);',
  },
  {
    invariant: 15,
    bug: 'the preview of a leave promises an atom more',
    campaign: 'Pools',
    file: 'pool/PoolLiquidity.sol',
    find: '(base, quote, ) = _previewRemove(lp, _reserves);',
    replace: '(base, quote, ) = _previewRemove(lp, _reserves); ++base;',
  },
  {
    invariant: 16,
    bug: 'what a quote filled before is forgotten',
    campaign: 'Quotes',
    file: 'exchange/QuoteBook.sol',
    find: 'offered > before ? offered - before : 0',
    replace: 'offered',
  },
  {
    invariant: 17,
    bug: 'a cancelled quote fills',
    campaign: 'Quotes',
    file: 'exchange/QuoteBook.sol',
    find: 'require(standing & STANDING_CANCELLED == 0, IExchange.CancelledQuote(hash));',
    replace: '',
  },
  {
    invariant: 18,
    bug: 'a maker sells a tick below its price',
    campaign: 'Quotes',
    file: 'exchange/Settlement.sol',
    find: 'MarketLib.notional(price, terms.market.tickSize(), filled)',
    replace: 'MarketLib.notional(price - 1, terms.market.tickSize(), filled)',
  },
  {
    invariant: 19,
    bug: 'a grid asks a tick less than its prices',
    campaign: 'Vaults',
    file: 'vault/Filling.sol',
    find: 'fill.notional = ticks * config.tickSize();',
    replace: 'fill.notional = (order.side == Side.Ask ? ticks - fill.size : ticks) * config.tickSize();',
  },
  {
    invariant: 20,
    bug: 'an atom of the proceeds stays with the exchange',
    campaign: 'Quotes',
    file: 'exchange/Settlement.sol',
    find: 'if (proceeds != 0) IERC20(terms.market.quote()).safeTransfer(crossing.recipient, proceeds);',
    replace: 'if (proceeds != 0) IERC20(terms.market.quote()).safeTransfer(crossing.recipient, proceeds - 1);',
  },
  {
    invariant: 21,
    bug: 'the taker pays rebate and pool fee twice',
    campaign: 'Quotes',
    file: 'exchange/Settlement.sol',
    find: '_pull(terms.market.quote(), crossing.taker, address(this), totals.fee - totals.rebate - totals.poolFee);',
    replace: '_pull(terms.market.quote(), crossing.taker, address(this), totals.fee);',
  },
  {
    invariant: 22,
    bug: "anybody's signature will do",
    campaign: 'Quotes',
    file: 'exchange/Settlement.sol',
    find: '_checkSignature(quote.maker, hash, signature);',
    replace: '',
  },
  {
    invariant: 23,
    bug: 'the fee of a sale to a signer stays with the signer',
    campaign: 'Fees',
    file: 'exchange/Settlement.sol',
    find: '_pull(terms.market.quote(), maker, address(this), totals.fee - totals.rebate);',
    replace: '',
  },
  {
    invariant: 24,
    bug: 'a market may pay a basis point more than its fee bears',
    campaign: 'Fees',
    file: 'exchange/RebateEngine.sol',
    find: 'highest == 0 || highest > capBps',
    replace: 'highest == 0 || highest > capBps + 1',
  },
  {
    invariant: 25,
    bug: 'volume of an earlier period counts in the next',
    campaign: 'Fees',
    file: 'exchange/MakerWord.sol',
    find: 'uint24(fields >> PERIOD) == period ? uint128(fields >> VOLUME) : 0',
    replace: 'uint128(fields >> VOLUME)',
  },
]
