// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { Ownable, Ownable2Step } from "@openzeppelin/contracts/access/Ownable2Step.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { SafeERC20 } from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import { ReentrancyGuardTransient } from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import { QuoteBook } from "./QuoteBook.sol";
import { IExchange } from "./interfaces/IExchange.sol";
import { IMakerVault } from "./interfaces/IMakerVault.sol";
import { Market, Quote, Side, Take, TakeResult } from "./interfaces/Types.sol";
import { MarketLib } from "./libraries/MarketLib.sol";
import { QuoteLib } from "./libraries/QuoteLib.sol";

/// @title Exchange
/// @notice Settles fills between takers and makers: vault grids, and quotes signed by accounts.
///
/// ROUNDING Prices and sizes are integers and notional is exact. Only the taker fee rounds, up.
/// TOKENS Plain ERC-20s. Tokens that take a fee on transfer or rebase are not supported.
/// CUSTODY Makers' funds stay in their vaults or wallets. This contract holds collected fees and whatever somebody sent to
/// it by mistake.
/// ORDER State first, then the event, then tokens: whatever a token's hook does is logged after the fill it happened in.
/// ROLES The owner (governor) opens markets within constant fee caps, names the vault factory once and collects fees.
/// It cannot touch a vault, a wallet, an open market's terms or a fill.
/// LIVENESS Nothing here can stop a vault's owner from withdrawing: exits do not pass through this contract.
contract Exchange is QuoteBook, Ownable2Step, ReentrancyGuardTransient {
    using SafeERC20 for IERC20;
    using QuoteLib for Quote;

    /// @notice Highest taker fee a market may charge: 1 %.
    uint16 public constant MAX_TAKER_FEE_BPS = 100;

    /// @inheritdoc IExchange
    uint32 public override marketCount;
    /// @notice The contract whose vaults may trade; zero until it is named.
    address public vaultFactory;
    mapping(uint32 marketId => Market) private _markets;
    /// @inheritdoc IExchange
    mapping(address vault => uint32 marketId) public override marketOfVault;

    constructor(address governor) Ownable(governor) {}

    // ---- governor -------------------------------------------------------------------------------------------------

    /// @inheritdoc IExchange
    function createMarket(
        address base,
        address quote,
        uint96 lotSize,
        uint80 tickSize,
        uint16 takerFeeBps
    ) external override onlyOwner returns (uint32 marketId) {
        require(base != quote && lotSize != 0 && tickSize != 0, InvalidMarket(base, quote, lotSize, tickSize));
        require(base.code.length != 0, NoCode(base));
        require(quote.code.length != 0, NoCode(quote));
        require(takerFeeBps <= MAX_TAKER_FEE_BPS, FeeTooHigh(takerFeeBps, MAX_TAKER_FEE_BPS));
        marketId = ++marketCount;
        _markets[marketId] = Market(base, lotSize, quote, tickSize, takerFeeBps);
        emit MarketCreated(marketId, base, quote, lotSize, tickSize, takerFeeBps);
    }

    /// @inheritdoc IExchange
    function setVaultFactory(address vaultFactory_) external override onlyOwner {
        require(vaultFactory == address(0), VaultFactoryAlreadySet(vaultFactory));
        require(vaultFactory_.code.length != 0, NoCode(vaultFactory_));
        vaultFactory = vaultFactory_;
        emit VaultFactorySet(vaultFactory_);
    }

    /// @inheritdoc IExchange
    function collectFees(address token, address to) external override onlyOwner nonReentrant returns (uint256 amount) {
        require(to != address(0), ZeroAddress());
        amount = IERC20(token).balanceOf(address(this));
        IERC20(token).safeTransfer(to, amount);
        emit FeesCollected(token, to, amount);
    }

    /// @notice Refused: without a governor, fees would stay here for good.
    function renounceOwnership() public pure override {
        revert GovernorRequired();
    }

    // ---- vault factory --------------------------------------------------------------------------------------------

    /// @inheritdoc IExchange
    function registerVault(address vault, uint32 marketId) external override {
        require(msg.sender == vaultFactory, NotVaultFactory(msg.sender));
        marketOfVault[vault] = marketId;
        emit VaultRegistered(vault, marketId);
    }

    // ---- takers ---------------------------------------------------------------------------------------------------

    /// @inheritdoc IExchange
    function takeGrid(
        address vault,
        Take calldata take
    ) external override nonReentrant returns (TakeResult memory result) {
        _checkTake(take);
        uint32 marketId = marketOfVault[vault];
        require(marketId != 0, UnknownVault(vault));
        Market storage market = _markets[marketId];
        uint64 seq;
        uint256 cursorBefore;
        (result.size, result.notional, result.fee, seq, cursorBefore) = IMakerVault(vault).onTake(
            take.side,
            take.size,
            take.limitPrice,
            msg.sender,
            take.recipient,
            market.takerFeeBps
        );
        _checkFilled(result.size, take.minSize);
        // The vault has pushed its side of the fill; the taker's side follows.
        _emitFill(marketId, vault, take.side, seq, result, bytes32(cursorBefore));
        if (take.side == Side.Ask) {
            IERC20(market.quote).safeTransferFrom(msg.sender, vault, result.notional);
            _pull(market.quote, msg.sender, address(this), result.fee);
        } else {
            IERC20(market.base).safeTransferFrom(msg.sender, vault, MarketLib.baseAmount(result.size, market.lotSize));
        }
    }

    /// @inheritdoc IExchange
    function takeQuote(
        Quote calldata quote,
        bytes calldata signature,
        Take calldata take
    ) external override nonReentrant returns (TakeResult memory result) {
        _checkTake(take);
        require(msg.sender != quote.maker, SelfTrade(msg.sender));
        Market memory market = getMarket(quote.marketId);
        (uint64 price, ) = quote.sideOf(take.side);
        require(
            take.side == Side.Ask ? price <= take.limitPrice : price >= take.limitPrice,
            PriceBeyondLimit(price, take.limitPrice)
        );
        uint64 seq;
        bytes32 hash;
        (result.size, seq, hash) = _consume(quote, signature, take.side, take.size);
        _checkFilled(result.size, take.minSize);
        result.notional = MarketLib.notional(price, market.tickSize, result.size);
        result.fee = MarketLib.feeUp(result.notional, market.takerFeeBps);
        _emitFill(quote.marketId, quote.maker, take.side, seq, result, hash);

        uint256 baseAmount = MarketLib.baseAmount(result.size, market.lotSize);
        if (take.side == Side.Ask) {
            _pull(market.quote, msg.sender, quote.maker, result.notional);
            _pull(market.quote, msg.sender, address(this), result.fee);
            _pull(market.base, quote.maker, take.recipient, baseAmount);
        } else {
            _pull(market.base, msg.sender, quote.maker, baseAmount);
            _pull(market.quote, quote.maker, take.recipient, result.notional - result.fee);
            _pull(market.quote, quote.maker, address(this), result.fee);
        }
    }

    /// @inheritdoc IExchange
    function getMarket(uint32 marketId) public view override returns (Market memory market) {
        market = _markets[marketId];
        require(market.lotSize != 0, UnknownMarket(marketId));
    }

    function _checkTake(Take calldata take) private view {
        require(block.timestamp <= take.deadline, DeadlinePassed(take.deadline, block.timestamp));
        require(take.recipient != address(0) && take.recipient != address(this), InvalidRecipient(take.recipient));
    }

    function _checkFilled(uint256 filled, uint256 minSize) private pure {
        require(filled != 0, NothingToTake());
        require(filled >= minSize, SizeBelowMinimum(filled, minSize));
    }

    /// @dev A fee of zero moves nothing: some tokens refuse a transfer of nothing.
    function _pull(address token, address from, address to, uint256 amount) private {
        if (amount != 0) IERC20(token).safeTransferFrom(from, to, amount);
    }

    function _emitFill(
        uint32 marketId,
        address maker,
        Side side,
        uint64 seq,
        TakeResult memory result,
        bytes32 ref
    ) private {
        emit Fill(marketId, maker, msg.sender, seq, side, uint64(result.size), result.notional, result.fee, 0, ref);
    }
}
