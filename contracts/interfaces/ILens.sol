// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { IExchange } from "./IExchange.sol";
import { ProfitShareState, VaultStats } from "./IMakerVault.sol";
import { PoolState } from "./ILiquidityPool.sol";
import { Strategy } from "./Strategy.sol";
import { Market, Quote, Side } from "./Types.sol";

/// @notice A market with everything that decides what a fill there costs.
/// @param terms As they hold now.
/// @param nextTakerFeeBps Fee from period `feesFrom` on, in 1/10 000.
/// @param nextPoolFeeShareBps Pools' share of it from then on, in 1/10 000.
/// @param feesFrom Rebate period from which they hold; 0 when no change is due.
/// @param baseDecimals Decimals of the base token, 0 if it does not say.
/// @param quoteDecimals Decimals of the quote token, 0 if it does not say.
/// @param markIsLive Whether the oracle has an answer young enough; false without an oracle.
/// @param mark The oracle's price in ticks, Q64.64, rounded down; 0 unless live.
/// @param paysRebates Whether fills there earn rebates and count as volume.
// Never stored, so its order is that of its meaning.
// solhint-disable-next-line gas-struct-packing
struct MarketView {
    Market terms;
    uint16 nextTakerFeeBps;
    uint16 nextPoolFeeShareBps;
    uint24 feesFrom;
    uint8 baseDecimals;
    uint8 quoteDecimals;
    bool markIsLive;
    uint256 mark;
    bool paysRebates;
}

/// @notice Lots that rest at one price.
/// @param price In ticks.
/// @param lots Of all makers asked for.
struct PriceLevel {
    uint64 price;
    uint256 lots;
}

/// @notice What rests in the grids of some makers, best price first on both sides.
/// @param bids Prices falling: what a taker can sell to.
/// @param asks Prices rising: what a taker can buy from.
/// @param skipped Makers that add nothing, because they are no maker of this market, are halted or dormant, have no grid, lack
/// the funds, or did not answer.
struct Book {
    PriceLevel[] bids;
    PriceLevel[] asks;
    address[] skipped;
}

/// @notice A vault. Of a batch everything but `vault` is empty when `known` is false.
/// @param vault Its address.
/// @param known Whether it is a registered vault that answers.
/// @param marketId Market it trades.
/// @param owner Who owns the collateral.
/// @param manager Who signs quotes, hedges and may halt.
/// @param managerEpoch Epoch that quotes must carry.
/// @param seq Number of its last fill.
/// @param baseHeld Base atoms it holds.
/// @param quoteHeld Quote atoms it holds, those owed to managers included.
/// @param baseNeeded Base atoms that resting orders need.
/// @param quoteNeeded Quote atoms that resting orders need.
/// @param pnl Realised profit in quote atoms, signed, rebates included.
/// @param roiDefined Whether anything was ever contributed.
/// @param roi `pnl` over contributed cost, WAD, rounded toward minus infinity.
/// @param winRateDefined Whether there was a round trip.
/// @param winRate Share of round trips won, WAD, rounded down.
/// @param strategyState What `setStrategy` expects.
/// @param stats The record.
/// @param profitShare The manager's share.
/// @param strategy The strategy in force.
// Never stored, so its order is that of its meaning.
// solhint-disable-next-line gas-struct-packing
struct VaultView {
    address vault;
    bool known;
    uint32 marketId;
    address owner;
    address manager;
    uint32 managerEpoch;
    uint64 seq;
    uint256 baseHeld;
    uint256 quoteHeld;
    uint256 baseNeeded;
    uint256 quoteNeeded;
    int256 pnl;
    bool roiDefined;
    int256 roi;
    bool winRateDefined;
    uint256 winRate;
    uint256 strategyState;
    VaultStats stats;
    ProfitShareState profitShare;
    Strategy strategy;
}

/// @notice A pool, and what one provider has in it. Of a batch everything but `pool` is empty when `known` is false.
/// @param pool Its address.
/// @param known Whether it is a registered pool that answers.
/// @param marketId Market it makes.
/// @param operator Who may move the grid.
/// @param baseNeeded Base atoms that resting orders need, of the reserves.
/// @param quoteNeeded Quote atoms that resting orders need, of the reserves.
/// @param streaming Quote atoms of fees not yet streamed.
/// @param streamEnd When the last of them will be, UTC seconds.
/// @param lp Units of the provider.
/// @param baseShare Base atoms these units give now, rounded down.
/// @param quoteShare Quote atoms these units give now, rounded down.
/// @param claimable Quote atoms of fees the provider may claim now.
/// @param baseSetAside Base atoms set aside for the provider.
/// @param quoteSetAside Quote atoms set aside for the provider.
/// @param state Grid and reserves.
/// @param prices The grid's prices in ticks, ascending.
struct PoolView {
    address pool;
    bool known;
    uint32 marketId;
    address operator;
    uint256 baseNeeded;
    uint256 quoteNeeded;
    uint256 streaming;
    uint64 streamEnd;
    uint256 lp;
    uint256 baseShare;
    uint256 quoteShare;
    uint256 claimable;
    uint256 baseSetAside;
    uint256 quoteSetAside;
    PoolState state;
    uint64[] prices;
}

/// @notice Why one side of a quote cannot fill now; the first that applies.
/// `Fillable`: it can. `Empty`: the quote has no such side, or no price for it. `UnknownMarket`, `MarketHalted`, `Expired`: as it says.
/// `MarkUnavailable`: a vault's, on a market whose oracle is dead. `WrongMaker`: a pool's, a vault's on another market, or of a vault that does not answer.
/// `MakerHalted`: the vault is. `Epoch`: not the maker's epoch. `Signature`: not the maker's, or the manager's. `Retired`: a newer
/// nonce filled, or `cancelUpTo`. `NonceJump`: too far ahead. `Cancelled`, `Filled`: as it says. `Unfunded`: no balance or no
/// allowance for one lot. `Strategy`: the vault trades a grid, or one lot is outside its bounds (see `checkStrategy`).
enum QuoteReason {
    Fillable,
    Empty,
    UnknownMarket,
    MarketHalted,
    Expired,
    MarkUnavailable,
    WrongMaker,
    MakerHalted,
    Epoch,
    Signature,
    Retired,
    NonceJump,
    Cancelled,
    Filled,
    Unfunded,
    Strategy
}

/// @notice What is left of a quote.
/// @param hash Its EIP-712 digest.
/// @param bidLots Lots that a taker can sell to it now.
/// @param askLots Lots that a taker can buy from it now.
/// @param bidReason Why there are none; `Fillable` when there are.
/// @param askReason Likewise.
struct QuoteStatus {
    bytes32 hash;
    uint64 bidLots;
    uint64 askLots;
    QuoteReason bidReason;
    QuoteReason askReason;
}

/// @notice Where a maker stands in the running rebate period.
/// @param period The running period.
/// @param periodEnd First second of the next one, UTC: every maker then starts at tier 0.
/// @param volume Quote atoms made so far.
/// @param tier Tier (0 to 3) of the next atom of volume.
/// @param rateBps Its rate.
/// @param toNextTier Quote atoms missing to the next tier; 0 in the highest.
/// @param nextRateBps Rate of the next tier; of the same one in the highest.
struct TierView {
    uint24 period;
    uint64 periodEnd;
    uint256 volume;
    uint256 tier;
    uint256 rateBps;
    uint256 toNextTier;
    uint256 nextRateBps;
}

/// @title ILens
/// @notice Batched reads for dapps, bots and relays. Keeps nothing and knows nobody: callers pass the makers and quotes they know.
/// Meant for `eth_call`, all of one block.
interface ILens {
    /// @notice There are no quotes without signatures.
    error LengthMismatch(uint256 quotes, uint256 signatures);
    /// @notice Not a registered maker of that kind or market.
    error NotSuchMaker(address maker);
    /// @notice The maker is halted or dormant, has no grid, lacks the funds, or needs an oracle that is dead.
    error CannotFill(address maker);

    /// @notice Everything about one market. Reverts for an unknown one.
    function market(uint32 marketId) external view returns (MarketView memory);

    /// @notice What rests now in the grids of `makers`, merged by price, at most `maxLevels` prices a side.
    ///
    /// Left out: makers that cannot fill now (see `Book.skipped`), a side whose funds are not there, and of vaults the prices
    /// outside their range or the market's oracle band, and bids beyond the lots they may hold. Empty while the market is halted.
    /// What else a vault refuses (most lots per fill, most per period, a guard) depends on the fill and is not told here. Never
    /// reverts because of a maker.
    function book(uint32 marketId, address[] calldata makers, uint256 maxLevels) external view returns (Book memory);

    /// @notice What `book` takes from one maker. Reverts where `book` skips.
    function grid(
        uint32 marketId,
        address maker,
        uint256 maxLevels
    ) external view returns (PriceLevel[] memory bids, PriceLevel[] memory asks);

    /// @notice Record of one vault. Reverts with `NotSuchMaker` for anything else.
    function vault(address vaultAddress) external view returns (VaultView memory);

    /// @notice Records of vaults, in the order asked. Never reverts because of one.
    function vaults(address[] calldata addresses) external view returns (VaultView[] memory);

    /// @notice State of one pool and what `provider` has in it. Reverts with `NotSuchMaker` for anything else.
    function pool(address poolAddress, address provider) external view returns (PoolView memory);

    /// @notice States of pools and what `provider` (or nobody, for zero) has in each, in the order asked. Never reverts because of one.
    function pools(address[] calldata addresses, address provider) external view returns (PoolView[] memory);

    /// @notice What each quote can fill now for a taker it is open to. Lots are limited by what was filled, by balance and allowance of
    /// a signer (the same funds count for each of his quotes, and no rebate is counted in) and by a vault's funds and bounds.
    /// A wallet contract that does not answer within a gas limit has not signed. Never reverts because of one quote.
    function quoteStatus(
        Quote[] calldata quotes,
        bytes[] calldata signatures
    ) external view returns (QuoteStatus[] memory);

    /// @notice Whether a vault's strategy lets `size` lots of one side of its quote fill now: price, band, spread, time to live, lots
    /// held, delta. Reverts with the vault's own error if not. What a guard or the limits over time say is not asked.
    function checkStrategy(Quote calldata quote, Side side, uint64 size) external view;

    /// @notice Tier of a maker on markets of one quote token, and what is missing to the next.
    function makerTier(address maker, address quoteToken) external view returns (TierView memory);

    /// @notice Rebate in quote atoms that `maker` would earn by `notional` more quote atoms on a market now, rounded as fills are, and
    /// where that would leave him. Zero and unmoved on a market that pays none.
    function previewRebate(
        address maker,
        uint32 marketId,
        uint256 notional
    ) external view returns (uint256 rebate, TierView memory afterwards);

    /// @notice The exchange whose makers are read. Fixed.
    function exchange() external view returns (IExchange);
}
