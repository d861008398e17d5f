// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { MakerVault } from "../../../contracts/MakerVault.sol";
import { Quote, Side, Take, TakeResult } from "../../../contracts/interfaces/Types.sol";
import { VaultStats } from "../../../contracts/interfaces/IMakerVault.sol";
import { Venue } from "../utils/Venue.sol";

/// @notice Everything that may happen to one vault and one signing maker, with a ledger kept apart from theirs.
contract Handler is Venue {
    uint256 private constant KEY = 0xA11CE;

    MakerVault public vault;
    address public maker;

    // The ledger: what moved and what it cost, by this contract's own arithmetic, never read back from the vault.
    uint256 public quoteIn;
    uint256 public quoteOut;
    uint256 public baseIn;
    uint256 public baseOut;
    uint256 public bought;
    uint256 public sold;
    uint256 public lots;
    uint256 public cost;
    int256 public profit;
    uint256 public fees;
    uint256 public fills;
    uint256 public quoteFills;
    uint256 public lotsBought;
    uint256 public lotsSold;

    /// @notice Name of the first promise found broken in the middle of an action.
    string public broken;

    constructor() {
        deployVenue();
        vault = createVault();
        maker = vm.addr(KEY);
        rich(maker);
        quoteIn = quote.balanceOf(address(vault));
        baseIn = base.balanceOf(address(vault));
        _enter(10);
    }

    function takeGrid(bool ask, uint64 size, uint64 limit) external {
        size = uint64(bound(size, 1, 45));
        limit = uint64(bound(limit, 880, 1120));
        uint256 payBefore = quote.balanceOf(taker);
        uint256 getBefore = base.balanceOf(taker);
        Take memory take = Take(ask ? Side.Ask : Side.Bid, size, 1, limit, taker, FOREVER);
        vm.prank(taker);
        TakeResult memory r = exchange.takeGrid(address(vault), take);
        fills += 1;
        fees += r.fee;
        if (ask) {
            sold += r.notional;
            lotsSold += r.size;
            uint256 out = (cost * r.size + lots - 1) / lots;
            cost -= out;
            lots -= r.size;
            profit += int256(r.notional) - int256(out);
            check(payBefore - quote.balanceOf(taker) == r.notional + r.fee, "taker pays notional and fee");
            check(base.balanceOf(taker) - getBefore == r.size * LOT, "taker receives the lots");
            check(r.notional <= r.size * limit * TICK, "never above the limit");
        } else {
            bought += r.notional;
            lotsBought += r.size;
            cost += r.notional;
            lots += r.size;
            check(quote.balanceOf(taker) - payBefore == r.notional - r.fee, "taker receives notional less fee");
            check(getBefore - base.balanceOf(taker) == r.size * LOT, "taker pays the lots");
            check(r.notional >= r.size * limit * TICK, "never below the limit");
        }
    }

    function takeQuote(bool ask, uint64 size, uint64 nonce, uint256 salt) external {
        Quote memory q = Quote(
            maker,
            market,
            990,
            20,
            1010,
            30,
            uint64(bound(nonce, 0, 6)),
            exchange.epochOf(maker),
            FOREVER,
            address(0),
            bound(salt, 0, 3)
        );
        uint256 before = quote.balanceOf(maker);
        Take memory take = Take(
            ask ? Side.Ask : Side.Bid,
            uint64(bound(size, 1, 40)),
            1,
            ask ? FOREVER : 0,
            taker,
            FOREVER
        );
        bytes memory signature = signQuote(KEY, q);
        vm.prank(taker);
        TakeResult memory r = exchange.takeQuote(q, signature, take);
        quoteFills += 1;
        fees += r.fee;
        if (ask) check(quote.balanceOf(maker) - before == r.size * 1010 * TICK, "maker receives its price");
        else check(before - quote.balanceOf(maker) == r.size * 990 * TICK, "maker pays its price");
    }

    function deposit(uint256 lots_, uint256 quoteAmount) external {
        lots_ = bound(lots_, 0, 20);
        quoteAmount = bound(quoteAmount, 0, 3_000_000);
        _deposit(lots_, quoteAmount);
    }

    /// @dev One withdrawal in four may take anything; the others only what resting orders can spare.
    function withdraw(uint256 baseAmount, uint256 quoteAmount, uint8 kind) external {
        (uint256 baseNeeded, uint256 quoteNeeded) = kind % 4 == 0 ? (0, 0) : vault.requiredFunds();
        _withdraw(
            bound(baseAmount, 0, _less(base.balanceOf(address(vault)), baseNeeded)),
            bound(quoteAmount, 0, _less(quote.balanceOf(address(vault)), quoteNeeded))
        );
    }

    /// @notice The owner leaves with everything, from whatever state this is, and comes back.
    function leaveAndReturn(uint256 lots_, uint256 quoteAmount) external {
        uint256 baseHeld = base.balanceOf(address(vault));
        uint256 quoteHeld = quote.balanceOf(address(vault));
        try this.withdrawAsOwner(baseHeld, quoteHeld) {
            VaultStats memory s = vault.stats();
            check(s.baseLots == 0 && s.cost == 0, "nothing is left of the position");
            check(base.balanceOf(address(vault)) == 0 && quote.balanceOf(address(vault)) == 0, "nothing stays behind");
        } catch {
            broken = "the owner could not leave";
        }
        _deposit(bound(lots_, 0, 40), bound(quoteAmount, 0, 4_000_000));
    }

    function withdrawAsOwner(uint256 baseAmount, uint256 quoteAmount) external {
        require(msg.sender == address(this));
        _withdraw(baseAmount, quoteAmount);
    }

    function donate(uint256 baseAmount, uint256 quoteAmount) external {
        baseAmount = bound(baseAmount, 0, 3 * LOT);
        quoteAmount = bound(quoteAmount, 0, 300_000);
        int256 pnl = vault.pnl();
        base.mint(address(vault), baseAmount);
        quote.mint(address(vault), quoteAmount);
        baseIn += baseAmount;
        quoteIn += quoteAmount;
        check(vault.pnl() == pnl, "a donation is no profit");
    }

    function halt() external {
        vm.prank(manager);
        vault.halt();
    }

    /// @notice The owner puts back what resting orders lack, and resumes.
    function resume() external {
        (uint256 baseNeeded, uint256 quoteNeeded) = vault.requiredFunds();
        _deposit(_less(baseNeeded / LOT, vault.stats().baseLots), _less(quoteNeeded, quote.balanceOf(address(vault))));
        vm.prank(owner);
        vault.resume();
    }

    function raiseEpoch() external {
        vm.prank(maker);
        exchange.raiseEpoch();
    }

    function exchangeBalances() external view returns (uint256 baseHeld, uint256 quoteHeld) {
        return (base.balanceOf(address(exchange)), quote.balanceOf(address(exchange)));
    }

    function vaultBalances() external view returns (uint256 baseHeld, uint256 quoteHeld) {
        return (base.balanceOf(address(vault)), quote.balanceOf(address(vault)));
    }

    function makerSeq() external view returns (uint64 seq) {
        (, , , seq) = exchange.makerState(maker, market);
    }

    function lotSize() external pure returns (uint256) {
        return LOT;
    }

    function _withdraw(uint256 baseAmount, uint256 quoteAmount) private {
        int256 pnl = vault.pnl();
        vm.prank(owner);
        vault.withdraw(baseAmount, quoteAmount, owner);
        baseOut += baseAmount;
        quoteOut += quoteAmount;
        uint256 gone = (baseAmount + LOT - 1) / LOT;
        if (gone > lots) gone = lots;
        if (gone != 0) cost -= (cost * gone) / lots;
        lots -= gone;
        check(vault.pnl() == pnl, "a withdrawal is no profit");
    }

    function _deposit(uint256 lots_, uint256 quoteAmount) private {
        int256 pnl = vault.pnl();
        vm.prank(owner);
        vault.deposit(lots_ * LOT, quoteAmount);
        baseIn += lots_ * LOT;
        quoteIn += quoteAmount;
        _enter(lots_);
        check(vault.pnl() == pnl, "a deposit is no profit");
    }

    /// @dev Base enters at the average, rounded up, or at the reference price of 1000 while there is none.
    function _enter(uint256 lots_) private {
        cost += lots == 0 ? lots_ * 1000 * TICK : (cost * lots_ + lots - 1) / lots;
        lots += lots_;
    }

    function _less(uint256 a, uint256 b) private pure returns (uint256) {
        return a > b ? a - b : 0;
    }

    function check(bool condition, string memory rule) private {
        if (!condition && bytes(broken).length == 0) broken = rule;
    }
}
