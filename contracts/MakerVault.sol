// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { Clones } from "@openzeppelin/contracts/proxy/Clones.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { SafeERC20 } from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import { ReentrancyGuardTransient } from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import { IExchange } from "./interfaces/IExchange.sol";
import { IMakerVault, VaultStats } from "./interfaces/IMakerVault.sol";
import { Side } from "./interfaces/Types.sol";
import { GridLib, PriceList } from "./libraries/GridLib.sol";
import { MarketLib } from "./libraries/MarketLib.sol";
import { Position, PositionLib } from "./libraries/PositionLib.sol";
import { VaultConfig, VaultConfigLib } from "./libraries/VaultConfigLib.sol";

/// @notice The grid's state in one word: where it stands, how many fills it made, whether it may make another.
struct GridState {
    uint128 cursor;
    uint64 seq;
    bool halted;
}

/// @title MakerVault
/// @notice One owner's collateral, its own contract, trading one grid on one market. Deployed as a clone whose
/// constants (owner, tokens, units, prices) live in its code.
///
/// ROUNDING Notional is exact. Cost rounds up when base enters or is sold and down when it is withdrawn, so realised PnL
/// never overstates.
/// CUSTODY Nothing can pull from a vault and it grants no allowance. It pushes what its own code computed for one fill,
/// or what its owner withdraws.
/// ROLES Owner: deposits, withdraws to anyone, halts, resumes, replaces the manager. Manager: halts. Exchange: fills.
/// LIVENESS `withdraw` needs no one but the owner and the token itself.
/// DONATIONS Tokens sent directly are the owner's to withdraw, after those of the position, and never enter it.
contract MakerVault is IMakerVault, ReentrancyGuardTransient {
    using SafeERC20 for IERC20;
    using GridLib for PriceList;
    using PositionLib for Position;

    /// @notice The only contract that may fill.
    address public immutable exchange;
    /// @notice The only contract that may initialise.
    address public immutable factory;

    GridState private _grid;
    Position private _position;
    uint256 private _contributed;
    /// @inheritdoc IMakerVault
    address public override manager;
    bool private _initialised;

    modifier onlyOwner() {
        require(msg.sender == owner(), NotOwner(msg.sender));
        _;
    }

    constructor(address exchange_) {
        exchange = exchange_;
        factory = msg.sender;
        _initialised = true;
    }

    /// @notice Factory only, once: open the grid and book the funds that the same transaction moves in.
    function initialise(address manager_, uint256 cursor, uint256 baseAmount, uint256 quoteAmount) external {
        require(msg.sender == factory, NotFactory(msg.sender));
        require(!_initialised, AlreadyInitialised());
        _initialised = true;
        manager = manager_;
        _grid.cursor = uint128(cursor);
        _book(_config(), baseAmount, quoteAmount);
    }

    // ---- owner ----------------------------------------------------------------------------------------------------

    /// @inheritdoc IMakerVault
    function deposit(uint256 baseAmount, uint256 quoteAmount) external override onlyOwner nonReentrant {
        VaultConfig memory config = _config();
        _receive(config.base, baseAmount);
        _receive(config.quote, quoteAmount);
        _book(config, baseAmount, quoteAmount);
    }

    /// @inheritdoc IMakerVault
    function withdraw(uint256 baseAmount, uint256 quoteAmount, address to) external override onlyOwner nonReentrant {
        VaultConfig memory config = _config();
        Position memory position = _position;
        // A started lot counts as gone: what stays in the position is always backed by whole lots.
        uint256 lots = (baseAmount + config.lotSize - 1) / config.lotSize;
        if (lots > position.lots) lots = position.lots;
        uint256 cost = position.withdraw(lots);
        _position = position;
        if (!_grid.halted && !_coversOrdersWithout(config, quoteAmount)) {
            _grid.halted = true;
            emit Halted(address(this));
        }
        emit Withdrawn(to, baseAmount, quoteAmount, lots, cost);
        _push(config.base, to, baseAmount);
        _push(config.quote, to, quoteAmount);
    }

    /// @inheritdoc IMakerVault
    function resume() external override onlyOwner nonReentrant {
        VaultConfig memory config = _config();
        (uint256 baseNeeded, uint256 quoteNeeded) = _required(config);
        uint256 baseHeld = _position.lots * config.lotSize;
        uint256 quoteHeld = IERC20(config.quote).balanceOf(address(this));
        require(
            baseHeld >= baseNeeded && quoteHeld >= quoteNeeded,
            Underfunded(baseHeld, baseNeeded, quoteHeld, quoteNeeded)
        );
        _grid.halted = false;
        emit Resumed();
    }

    /// @inheritdoc IMakerVault
    function setManager(address manager_) external override onlyOwner nonReentrant {
        manager = manager_;
        emit ManagerChanged(manager_);
    }

    /// @inheritdoc IMakerVault
    function halt() external override nonReentrant {
        require(msg.sender == manager || msg.sender == owner(), NotManager(msg.sender));
        _grid.halted = true;
        emit Halted(msg.sender);
    }

    // ---- exchange -------------------------------------------------------------------------------------------------

    /// @inheritdoc IMakerVault
    function onTake(
        Side side,
        uint256 size,
        uint256 limitPrice,
        address taker,
        address recipient,
        uint256 feeBps
    )
        external
        override
        nonReentrant
        returns (uint256 filled, uint256 notional, uint256 fee, uint64 seq, uint256 cursorBefore)
    {
        require(msg.sender == exchange, NotExchange(msg.sender));
        VaultConfig memory config = _config();
        require(taker != config.owner, IExchange.SelfTrade(taker));
        GridState memory state = _grid;
        require(!state.halted, VaultHalted());

        cursorBefore = state.cursor;
        filled =
            side == Side.Ask
                ? config.prices.asksWithin(config.sizePerCell, cursorBefore, limitPrice)
                : config.prices.bidsWithin(config.sizePerCell, cursorBefore, limitPrice);
        if (filled > size) filled = size;
        // Nothing at this price: the exchange refuses an empty fill.
        if (filled == 0) return (0, 0, 0, state.seq, cursorBefore);

        Position memory position = _position;
        seq = ++state.seq;
        if (side == Side.Ask) {
            notional = config.prices.askTicks(config.sizePerCell, cursorBefore, filled) * config.tickSize;
            state.cursor = uint128(cursorBefore + filled);
            position.sell(filled, notional);
        } else {
            notional = config.prices.bidTicks(config.sizePerCell, cursorBefore, filled) * config.tickSize;
            state.cursor = uint128(cursorBefore - filled);
            position.add(filled, notional);
        }
        fee = MarketLib.feeUp(notional, feeBps);
        _grid = state;
        _position = position;

        if (side == Side.Ask) {
            _push(config.base, recipient, MarketLib.baseAmount(filled, config.lotSize));
        } else {
            _push(config.quote, recipient, notional - fee);
            _push(config.quote, exchange, fee);
        }
    }

    // ---- views ----------------------------------------------------------------------------------------------------

    /// @inheritdoc IMakerVault
    function pnl() external view override returns (int256) {
        return _position.realisedPnl;
    }

    /// @inheritdoc IMakerVault
    function roi() external view override returns (bool defined, int256 wad) {
        if (_contributed == 0) return (false, 0);
        return (true, PositionLib.ratioWadFloor(_position.realisedPnl, _contributed));
    }

    /// @inheritdoc IMakerVault
    function winRate() external view override returns (bool defined, uint256 wad) {
        uint256 trips = _position.trips;
        if (trips == 0) return (false, 0);
        return (true, (_position.wins * PositionLib.WAD) / trips);
    }

    /// @inheritdoc IMakerVault
    function stats() external view override returns (VaultStats memory) {
        return
            VaultStats({
                baseLots: _position.lots,
                cost: _position.cost,
                realisedPnl: _position.realisedPnl,
                contributed: _contributed,
                trips: _position.trips,
                wins: _position.wins,
                fills: _grid.seq,
                cursor: _grid.cursor,
                halted: _grid.halted
            });
    }

    /// @inheritdoc IMakerVault
    function requiredFunds() external view override returns (uint256 baseNeeded, uint256 quoteNeeded) {
        return _required(_config());
    }

    /// @inheritdoc IMakerVault
    function grid() external view override returns (uint64[] memory prices, uint64 sizePerCell, uint64 referencePrice) {
        VaultConfig memory config = _config();
        prices = new uint64[](config.prices.count);
        for (uint256 i = 0; i < prices.length; ++i) prices[i] = uint64(config.prices.priceAt(i));
        return (prices, config.sizePerCell, config.referencePrice);
    }

    /// @inheritdoc IMakerVault
    function owner() public view override returns (address) {
        return _config().owner;
    }

    /// @inheritdoc IMakerVault
    function marketId() external view override returns (uint32) {
        return _config().marketId;
    }

    // ---- internal -------------------------------------------------------------------------------------------------

    /// @dev Enter funds that have arrived: base at the current average cost, or while flat at the
    /// reference price, brought within the grid.
    function _book(VaultConfig memory config, uint256 baseAmount, uint256 quoteAmount) private {
        require(baseAmount % config.lotSize == 0, NotWholeLots(baseAmount, config.lotSize));
        uint256 lots = baseAmount / config.lotSize;
        uint256 cost = 0;
        if (lots != 0) {
            Position memory position = _position;
            uint256 price = config.prices.clamp(config.referencePrice);
            cost = position.entryCostUp(lots, MarketLib.notional(price, config.tickSize, lots));
            position.add(lots, cost);
            _position = position;
        }
        _contributed += cost + quoteAmount;
        emit Deposited(baseAmount, quoteAmount, lots, cost);
    }

    function _receive(address token, uint256 amount) private {
        if (amount == 0) return;
        uint256 before = IERC20(token).balanceOf(address(this));
        IERC20(token).safeTransferFrom(msg.sender, address(this), amount);
        uint256 received = IERC20(token).balanceOf(address(this)) - before;
        require(received == amount, UnexpectedBalance(token, received, amount));
    }

    function _push(address token, address to, uint256 amount) private {
        if (amount != 0) IERC20(token).safeTransfer(to, amount);
    }

    function _config() private view returns (VaultConfig memory) {
        return VaultConfigLib.decode(Clones.fetchCloneArgs(address(this)));
    }

    function _required(VaultConfig memory config) private view returns (uint256 baseNeeded, uint256 quoteNeeded) {
        (uint256 lots, uint256 ticks) = config.prices.funding(config.sizePerCell, _grid.cursor);
        return (lots * config.lotSize, ticks * config.tickSize);
    }

    /// @dev Whether resting orders are covered once `quoteAmount` has left. Only lots of the position can be sold, so
    /// donated base covers nothing; quote is asked for only when it moves, so that a broken token cannot hold base back.
    function _coversOrdersWithout(VaultConfig memory config, uint256 quoteAmount) private view returns (bool) {
        (uint256 baseNeeded, uint256 quoteNeeded) = _required(config);
        return
            _position.lots * config.lotSize >= baseNeeded &&
            (quoteAmount == 0 || IERC20(config.quote).balanceOf(address(this)) >= quoteNeeded + quoteAmount);
    }
}
