// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { IExchangeDesk } from "./IExchangeDesk.sol";
import { Leg, MakerKind, Quote, Route, Side, Take, TakeResult } from "./Types.sol";

/// @title IExchange
/// @notice Settles every fill between takers and makers, and keeps the order in which they happened.
interface IExchange is IExchangeDesk {
    // ---- events ---------------------------------------------------------------------------------------------------

    /// @notice One leg settled.
    /// @param marketId Market of the fill.
    /// @param maker Vault, pool or signer whose order filled.
    /// @param taker Caller who crossed.
    /// @param seq Gapless per (maker, market), from 1: a missing or repeated log can be proved.
    /// @param side The maker's side.
    /// @param size Lots.
    /// @param notional Quote atoms between maker and taker, before the fee.
    /// @param fee Quote atoms charged to the taker.
    /// @param rebate Quote atoms of that fee paid to the maker.
    /// @param ref For a grid the cursor before the fill, for a quote its EIP-712 hash.
    event Fill(
        uint32 indexed marketId,
        address indexed maker,
        address indexed taker,
        uint64 seq,
        Side side,
        uint64 size,
        uint256 notional,
        uint256 fee,
        uint256 rebate,
        bytes32 ref
    );
    /// @notice A leg of a partial route failed and was rolled back. `reason` is its revert data, at most 256 bytes of it.
    event LegSkipped(uint32 indexed marketId, address indexed maker, uint256 index, bytes reason);
    /// @notice A market was opened. Units as in `Market`.
    event MarketCreated(
        uint32 indexed marketId,
        address indexed base,
        address indexed quote,
        uint88 lotSize,
        uint72 tickSize,
        uint16 takerFeeBps,
        uint16 poolFeeShareBps,
        address oracle,
        uint16 oracleBandBps,
        uint32 maxOracleAge
    );
    /// @notice A market's fee and the pools' share of it change with rebate period `fromPeriod`.
    event FeesScheduled(uint32 indexed marketId, uint16 takerFeeBps, uint16 poolFeeShareBps, uint24 fromPeriod);
    /// @notice Fills of a market stopped.
    event MarketHalted(uint32 indexed marketId, address indexed by);
    /// @notice Fills of a market go on.
    event MarketResumed(uint32 indexed marketId);
    /// @notice Who may halt markets besides the governor.
    event GuardianSet(address indexed guardian);
    /// @notice A factory whose contracts may make was named, once per kind.
    event FactorySet(MakerKind indexed kind, address factory);
    /// @notice A vault or pool was admitted to its market.
    event MakerRegistered(address indexed maker, uint32 indexed marketId, MakerKind kind);
    /// @notice Rebate rates and thresholds (whole quote tokens) change with period `fromPeriod`.
    event RebatesScheduled(uint64[3] thresholds, uint8[4] ratesBps, uint24 fromPeriod);
    /// @notice A maker withdrew one standing quote.
    event QuoteCancelled(address indexed maker, bytes32 hash);
    /// @notice A maker retired every streaming quote below `nonce` in a market.
    event QuotesCancelledUpTo(address indexed maker, uint32 indexed marketId, uint64 nonce);
    /// @notice A maker retired every quote signed under an earlier epoch.
    event EpochRaised(address indexed maker, uint64 epoch);
    /// @notice Accrued fees of one token, in its atoms, left for `to`.
    event FeesCollected(address indexed token, address indexed to, uint256 amount);

    // ---- errors ---------------------------------------------------------------------------------------------------

    error UnknownMarket(uint32 marketId);
    error InvalidMarket(address base, address quote, uint88 lotSize, uint72 tickSize);
    error InvalidOracle(address oracle, uint16 bandBps, uint32 maxAge);
    error OracleUnavailable(uint32 marketId);
    error FeeTooHigh(uint256 feeBps, uint256 maxBps);
    error RebateTooHigh(uint256 rateBps, uint256 maxBps);
    error InvalidSchedule(uint256 index, uint256 previous, uint256 value);
    error InvalidPeriod(uint256 length, uint256 min, uint256 max);
    error NoCode(address token);
    error ZeroAddress();
    error InvalidRecipient(address recipient);
    error GovernorRequired();
    error NotGuardian(address caller);
    error MarketIsHalted(uint32 marketId);
    error UnknownMaker(address maker);
    error WrongMarket(address maker, uint32 marketId);
    error NotFactory(address caller);
    error FactoryAlreadySet(MakerKind kind, address factory);
    error InvalidKind(MakerKind kind);
    error DeadlinePassed(uint64 deadline, uint256 timestamp);
    error NothingToTake();
    error EmptyRoute();
    error SizeBelowMinimum(uint256 size, uint256 minSize);
    error AmountNotFilled(uint256 filled, uint256 amount);
    error LimitExceeded(uint256 total, uint256 limit);
    error PriceBeyondLimit(uint256 price, uint256 limitPrice);
    error SelfTrade(address account);
    error UnexpectedBalance(address token, uint256 received, uint256 expected);
    /// @notice A vault or pool answered an order with more lots, a worse notional or more of the fee than it may.
    error AnswerOutOfBounds(uint256 value, uint256 bound);
    error OnlySelf(address caller);
    /// @notice Something that may fail (a leg of a partial route, an oracle) was not given enough gas to fail by its own fault.
    error InsufficientGas(uint256 gasLeft, uint256 needed);
    error InvalidQuoteLeg(uint256 length, uint256 min);
    error QuoteExpired(uint64 expiry, uint256 timestamp);
    error QuoteNotForTaker(address taker, address caller);
    error QuoteEpochMismatch(uint64 epoch, uint64 current);
    error QuoteRetired(uint64 nonce, uint64 current);
    error NonceJumpTooLarge(uint64 nonce, uint64 current, uint64 maxJump);
    error CancelledQuote(bytes32 hash);
    /// @notice The side of the quote has lots and no price.
    error ZeroPrice(address maker);
    error QuoteNotStanding(uint64 nonce);
    error InvalidSignature(address maker);
    error NotMaker(address maker, address caller);

    // ---- takers ---------------------------------------------------------------------------------------------------

    /// @notice Trade against any mix of grids and signed quotes. The caller pays from its allowance, the token's or that of Permit2.
    function takeRoute(Route calldata route, Leg[] calldata legs) external returns (TakeResult memory);

    /// @notice Trade against one vault's or pool's grid at `limitPrice` or better: a route of one leg, for less gas.
    function takeGrid(address maker, Take calldata take) external returns (TakeResult memory);

    /// @notice Trade against one signed quote: a route of one leg, for less gas.
    function takeQuote(
        Quote calldata quote,
        bytes calldata signature,
        Take calldata take
    ) external returns (TakeResult memory);

    /// @notice Use an ERC-2612 permit of the caller for this contract; with `multicall`, in the transaction that needs it. A
    /// permit that fails (somebody else has used it) is passed over: what counts is the allowance.
    function permit(address token, uint256 value, uint256 deadline, uint8 v, bytes32 r, bytes32 s) external;
}
