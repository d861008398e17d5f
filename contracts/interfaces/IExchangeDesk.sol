// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { MakerKind, Market, Quote } from "./Types.sol";

/// @title IExchangeDesk
/// @notice Everything of the exchange but takes: part of `IExchange`, and called on the exchange like the rest of it.
interface IExchangeDesk {
    // ---- governor and guardian ------------------------------------------------------------------------------------

    /// @notice Open a market. Governor only. `terms.halted` must be false.
    function createMarket(Market calldata terms) external returns (uint32 marketId);

    /// @notice Change a market's fee and the pools' share of it, from the next rebate period on. Governor only.
    function scheduleFees(uint32 marketId, uint16 takerFeeBps, uint16 poolFeeShareBps) external;

    /// @notice Change rebate rates (bps, not decreasing, the first for the lowest tier) and the thresholds between them (whole
    /// quote tokens, increasing), from the next period on. Governor only. A market whose fee cannot bear the highest rate
    /// pays none and counts no volume.
    function scheduleRebates(uint64[3] calldata thresholds, uint8[4] calldata ratesBps) external;

    /// @notice Stop fills of a market; cancels and exits go on. Guardian or governor.
    function haltMarket(uint32 marketId) external;

    /// @notice Let fills of a market go on. Governor only.
    function resumeMarket(uint32 marketId) external;

    /// @notice Name who may halt markets; zero for the governor alone. Governor only.
    function setGuardian(address guardian) external;

    /// @notice Name the factory whose vaults or pools may make. Governor only, once per kind.
    function setFactory(MakerKind kind, address factory) external;

    /// @notice Send the fees held in `token` to `to`. Governor only. The contract keeps nothing else: tokens sent here by
    /// mistake are swept with the fees.
    function collectFees(address token, address to) external returns (uint256 amount);

    // ---- factories ------------------------------------------------------------------------------------------------

    /// @notice Admit a vault or pool to its market. The factory of its kind only.
    function registerMaker(address maker, uint32 marketId) external;

    // ---- makers ---------------------------------------------------------------------------------------------------

    /// @notice Withdraw one standing quote for good. Its maker; for a vault its manager or owner.
    function cancelQuote(Quote calldata quote) external;

    /// @notice Retire every streaming quote of `maker` below `nonce` in a market. The maker; for a vault its manager or owner.
    function cancelUpTo(address maker, uint32 marketId, uint64 nonce) external;

    /// @notice Retire every quote the caller signed for the current epoch, on all markets. (A vault has its own epoch.)
    function raiseEpoch() external returns (uint64 epoch);

    // ---- takers ---------------------------------------------------------------------------------------------------

    /// @notice Use a Permit2 allowance that the caller signed for this contract; with `multicall`, in the transaction that needs it. One
    /// that fails (somebody else has used it) is passed over: what counts is the allowance. Payments of takers and signers come from the
    /// token's own allowance, and where that is not enough from this one.
    /// @param amount Atoms.
    /// @param expiration Last second at which the allowance can be spent, and `deadline` that at which this can be called; UTC.
    /// @param nonce Next one that Permit2 has for the caller, the token and this contract.
    function permit2(
        address token,
        uint160 amount,
        uint48 expiration,
        uint48 nonce,
        uint256 deadline,
        bytes calldata signature
    ) external;

    // ---- views ----------------------------------------------------------------------------------------------------

    /// @notice Terms of a market as they hold now; reverts for an unknown one.
    function getMarket(uint32 marketId) external view returns (Market memory);
    /// @notice Fee and share that hold from `fromPeriod` on; equal to the present ones with `fromPeriod` 0 when no change is due.
    function scheduledFees(
        uint32 marketId
    ) external view returns (uint16 takerFeeBps, uint16 poolFeeShareBps, uint24 fromPeriod);
    /// @notice Number of markets; ids run from 1.
    function marketCount() external view returns (uint32);
    /// @notice The market's oracle price in ticks, Q64.64, rounded down. Never reverts for a known market: `live` is false
    /// when there is no oracle, or no answer, or none young enough.
    function markOf(uint32 marketId) external view returns (bool live, uint256 mark);
    /// @notice Market and kind of a registered maker; market 0 for others.
    function makerOf(address maker) external view returns (uint32 marketId, MakerKind kind);
    /// @notice Factory of a kind, zero until named.
    function factoryOf(MakerKind kind) external view returns (address);
    /// @notice Who may halt markets besides the governor.
    function guardian() external view returns (address);

    /// @notice Rebate period running now; the first is 0.
    function currentPeriod() external view returns (uint24);
    /// @notice Seconds of a period, and when the first began (UTC seconds). Fixed.
    function periodTerms() external view returns (uint32 length, uint64 start);
    /// @notice Rates and thresholds of a period: the running one or a later one.
    function rebateSchedule(
        uint24 period
    ) external view returns (uint64[3] memory thresholds, uint8[4] memory ratesBps);
    /// @notice Quote atoms that `maker` made in the running period on markets that pay rebates, per quote token.
    function makerVolume(address maker, address quote) external view returns (uint256);
    /// @notice Whether the highest running rate is above zero and the market's fee bears it:
    /// `takerFeeBps * (10_000 - poolFeeShareBps) >= highest rate * 10_000`. If not it pays none and counts no volume.
    function paysRebates(uint32 marketId) external view returns (bool);

    /// @notice EIP-712 digest of a quote, also its id.
    function hashQuote(Quote calldata quote) external view returns (bytes32);
    /// @notice Current epoch of a signer.
    function epochOf(address maker) external view returns (uint64);
    /// @notice Streaming state of a maker in a market: newest nonce, lots filled of it on each side, fills so far.
    function makerState(
        address maker,
        uint32 marketId
    ) external view returns (uint64 nonce, uint64 bidFilled, uint64 askFilled, uint64 seq);
    /// @notice Lots filled of a standing quote on each side, and whether it was cancelled.
    function standingState(bytes32 hash) external view returns (uint64 bidFilled, uint64 askFilled, bool cancelled);
}
