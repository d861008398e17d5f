// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { Market, Quote, Side, Take, TakeResult } from "./Types.sol";

/// @title IExchange
/// @notice Settles every fill between takers and makers, and keeps the order in which they happened.
interface IExchange {
    /// @notice One leg settled.
    /// @param marketId Market of the fill.
    /// @param maker Vault or signer whose order filled.
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
    /// @notice A market was opened. Units as in `Market`.
    event MarketCreated(
        uint32 indexed marketId,
        address indexed base,
        address indexed quote,
        uint96 lotSize,
        uint80 tickSize,
        uint16 takerFeeBps
    );
    /// @notice The contract whose vaults may trade was set, once.
    event VaultFactorySet(address vaultFactory);
    /// @notice A vault was admitted to its market.
    event VaultRegistered(address indexed vault, uint32 indexed marketId);
    /// @notice A maker withdrew one standing quote.
    event QuoteCancelled(address indexed maker, bytes32 hash);
    /// @notice A maker retired every streaming quote below `nonce` in a market.
    event QuotesCancelledUpTo(address indexed maker, uint32 indexed marketId, uint64 nonce);
    /// @notice A maker retired every quote signed under an earlier epoch.
    event EpochRaised(address indexed maker, uint64 epoch);
    /// @notice Accrued fees of one token, in its atoms, left for `to`.
    event FeesCollected(address indexed token, address indexed to, uint256 amount);

    error UnknownMarket(uint32 marketId);
    error InvalidMarket(address base, address quote, uint96 lotSize, uint80 tickSize);
    error FeeTooHigh(uint256 feeBps, uint256 maxBps);
    error NoCode(address token);
    error ZeroAddress();
    error InvalidRecipient(address recipient);
    error GovernorRequired();
    error UnknownVault(address vault);
    error NotVaultFactory(address caller);
    error VaultFactoryAlreadySet(address vaultFactory);
    error DeadlinePassed(uint64 deadline, uint256 timestamp);
    error NothingToTake();
    error SizeBelowMinimum(uint256 size, uint256 minSize);
    error PriceBeyondLimit(uint256 price, uint256 limitPrice);
    error SelfTrade(address account);
    error QuoteExpired(uint64 expiry, uint256 timestamp);
    error QuoteNotForTaker(address taker, address caller);
    error QuoteEpochMismatch(uint64 epoch, uint64 current);
    error QuoteRetired(uint64 nonce, uint64 current);
    error NonceJumpTooLarge(uint64 nonce, uint64 current, uint64 maxJump);
    error CancelledQuote(bytes32 hash);
    error QuoteNotStanding(uint64 nonce);
    error InvalidSignature(address maker);
    error NotMaker(address maker, address caller);

    /// @notice Open a market. Governor only; the fee may not exceed `MAX_TAKER_FEE_BPS`.
    function createMarket(
        address base,
        address quote,
        uint96 lotSize,
        uint80 tickSize,
        uint16 takerFeeBps
    ) external returns (uint32 marketId);

    /// @notice Name the factory whose vaults may trade. Governor only, once.
    function setVaultFactory(address vaultFactory) external;

    /// @notice Admit a vault to its market. Vault factory only.
    function registerVault(address vault, uint32 marketId) external;

    /// @notice Trade against a vault's grid at `limitPrice` or better. The caller pays from its allowance.
    function takeGrid(address vault, Take calldata take) external returns (TakeResult memory);

    /// @notice Trade against a signed quote. Maker and caller pay from their allowances to this contract.
    function takeQuote(
        Quote calldata quote,
        bytes calldata signature,
        Take calldata take
    ) external returns (TakeResult memory);

    /// @notice Withdraw one of the caller's standing quotes for good. Streaming quotes are retired by `cancelUpTo`.
    function cancelQuote(Quote calldata quote) external;

    /// @notice Retire every streaming quote of the caller below `nonce` in a market.
    function cancelUpTo(uint32 marketId, uint64 nonce) external;

    /// @notice Retire every quote the caller signed for the current epoch, on all markets.
    function raiseEpoch() external returns (uint64 epoch);

    /// @notice Send the fees held in `token` to `to`. Governor only. The contract keeps nothing else:
    /// tokens sent here by mistake are swept with the fees.
    function collectFees(address token, address to) external returns (uint256 amount);

    /// @notice Terms of a market; reverts for an unknown one.
    function getMarket(uint32 marketId) external view returns (Market memory);
    /// @notice Number of markets; ids run from 1.
    function marketCount() external view returns (uint32);
    /// @notice Market a vault trades, 0 when it is not registered.
    function marketOfVault(address vault) external view returns (uint32);
    /// @notice EIP-712 digest of a quote, also its id.
    function hashQuote(Quote calldata quote) external view returns (bytes32);
    /// @notice Current epoch of a maker.
    function epochOf(address maker) external view returns (uint64);
    /// @notice Streaming state of a maker in a market: newest nonce, lots filled of it on each side, fills so far.
    function makerState(
        address maker,
        uint32 marketId
    ) external view returns (uint64 nonce, uint64 bidFilled, uint64 askFilled, uint64 seq);
    /// @notice Lots filled of a standing quote on each side, and whether it was cancelled.
    function standingState(bytes32 hash) external view returns (uint64 bidFilled, uint64 askFilled, bool cancelled);
}
