// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { IGuard } from "../../../contracts/interfaces/IGuard.sol";
import { VaultParams } from "../../../contracts/interfaces/IVaultFactory.sol";
import { GridMode, Strategy, StrategyKind } from "../../../contracts/interfaces/Strategy.sol";
import { Side } from "../../../contracts/interfaces/Types.sol";
import { VaultAbi } from "../utils/Abis.sol";
import { GridModel, Ladder } from "./GridModel.sol";
import { Books, VaultLedger } from "./VaultLedger.sol";

/// @notice Lets everybody trade but one.
contract Doorman is IGuard {
    address private immutable _barred;

    constructor(address barred) {
        _barred = barred;
    }

    function mayFill(Side, uint256, uint256, uint256, address taker) external view override returns (bool) {
        return taker != _barred;
    }
}

/// @notice Six vaults, open and in the ledger: three grids (one of each mode, one of them watched by an oracle), signed quotes,
/// delta-neutral with hedges, and a grid behind a guard.
abstract contract SixVaults is VaultLedger {
    using GridModel for Ladder;

    uint256 internal constant SECOND_KEY = 0xB0B;
    uint64 private constant PER_CELL = 4_000;
    address internal _second = vm.addr(SECOND_KEY);

    constructor() {
        vm.recordLogs();
        deployWorld();
        _setClock(1_800_000_000);
        markUntil = block.timestamp + 1 hours;
        rich(_second);
        _open(plain, _gridOf(GridMode.Adjacent, 1000, PER_CELL, StrategyKind.GridTrading), 0, 0);
        _open(pooled, _gridOf(GridMode.SameLevel, 1000, PER_CELL, StrategyKind.GridTrading), 0, 0);
        _open(watched, _gridOf(GridMode.OneShot, 1000, PER_CELL, StrategyKind.GridTrading), 0, 0);
        _open(plain, _quotes(StrategyKind.TwoSidedQuotes), 30_000, 3_000e6);
        _open(watched, _quotes(StrategyKind.DeltaNeutral), 30_000, 3_000e6);
        Strategy memory guarded = _gridOf(GridMode.Adjacent, 1000, PER_CELL, StrategyKind.Custom);
        guarded.limits.guard = address(new Doorman(stranger));
        _open(plain, guarded, 0, 0);
        delete fills;
        _readLogs();
        _readLogs();
    }

    function _open(uint32 marketId, Strategy memory strategy, uint256 lots, uint256 quoteAmount) private {
        VaultParams memory params = vaultParams(marketId, strategy);
        params.baseAmount = lots * LOT;
        params.quoteAmount = quoteAmount;
        params.salt = bytes32(vaultsHeld.length);
        _number(vaults.predictVault(owner, params));
        VaultAbi vault = createVault(params);
        vaultsHeld.push(vault);
        touched = vault;
        Books storage b = books[address(vault)];
        (b.marketId, b.watched, b.manager, b.shareBps) = (marketId, marketId == watched, manager, 2_000);
        b.reference_ = 1000;
        if (strategy.grid.prices.length != 0) {
            _startLadder(address(vault), strategy);
            uint256 ticks;
            (lots, ticks) = ladders[address(vault)].funding();
            quoteAmount = ticks * TICK;
        }
        _enter(b, lots, quoteAmount);
    }

    function _startLadder(address vault, Strategy memory s) internal {
        ladders[vault].start(s.grid.mode, s.grid.prices, s.grid.sizePerCell, s.grid.referencePrice);
        books[vault].reference_ = s.grid.referencePrice;
    }

    /// @dev Five prices 50 ticks apart, the third of them the reference price.
    function _gridOf(
        GridMode mode,
        uint256 reference_,
        uint64 perCell,
        StrategyKind kind
    ) internal pure returns (Strategy memory s) {
        s = gridStrategy();
        s.kind = kind;
        s.grid.mode = mode;
        s.grid.sizePerCell = perCell;
        s.grid.referencePrice = uint64(reference_);
        for (uint256 i = 0; i < 5; ++i) s.grid.prices[i] = uint64(reference_ - 100 + 50 * i);
    }

    /// @dev 400 lots a fill, 60,000 held, 500 quote tokens of outflow that refill in an hour.
    function _quotes(StrategyKind kind) private view returns (Strategy memory s) {
        s = quoteStrategy();
        s.kind = kind;
        s.limits.maxFillSize = 400;
        s.limits.maxLots = 60_000;
        s.limits.maxOutflow = 500e6;
        if (kind != StrategyKind.DeltaNeutral) return s;
        s.limits.deltaRatioBps = 10_000;
        s.limits.deltaTarget = 30_000;
        s.limits.deltaBand = 30_000;
        s.limits.hedgeMarketId = watched;
        s.limits.hedgeBudget = 50e6;
        s.limits.hedgeCooldown = 1 minutes;
    }
}
