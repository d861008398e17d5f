// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { IERC20Metadata } from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";
import { IExchange } from "../interfaces/IExchange.sol";
import { ILens } from "../interfaces/ILens.sol";
import { Limits } from "../interfaces/Strategy.sol";
import { MakerKind, Market } from "../interfaces/Types.sol";
import { Probe } from "./Probe.sol";

/// @title LensBase
/// @notice The exchange that is read, and reads that every part of the lens makes.
abstract contract LensBase is ILens {
    /// @inheritdoc ILens
    IExchange public immutable override exchange;

    constructor(IExchange exchange_) {
        exchange = exchange_;
    }

    /// @dev The market of a registered maker of one kind. Only these run our own code, and are asked without suspicion.
    function _marketOf(address maker, MakerKind kind) internal view returns (uint32 marketId) {
        MakerKind actual;
        (marketId, actual) = exchange.makerOf(maker);
        require(marketId != 0 && actual == kind, NotSuchMaker(maker));
    }

    /// @dev The mark that vaults need to fill, zero on a market without oracle; not `live` when they cannot.
    function _mark(uint32 marketId, Market memory terms) internal view returns (bool live, uint256 mark) {
        return terms.oracle == address(0) ? (true, 0) : exchange.markOf(marketId);
    }

    /// @dev Lots that a vault may add to the `held` ones.
    function _lotsToBuy(Limits memory limits, uint256 held) internal pure returns (uint256) {
        if (limits.maxLots == 0) return type(uint256).max;
        return limits.maxLots > held ? limits.maxLots - held : 0;
    }

    /// @dev Zero when the token does not say.
    function _balance(address token, address account) internal view returns (uint256 balance) {
        (, balance) = Probe.word(token, abi.encodeCall(IERC20.balanceOf, (account)));
    }

    /// @dev Zero when the token does not say.
    function _decimals(address token) internal view returns (uint8) {
        (, uint256 decimals) = Probe.word(token, abi.encodeCall(IERC20Metadata.decimals, ()));
        return decimals > type(uint8).max ? 0 : uint8(decimals);
    }

    function _min(uint256 a, uint256 b) internal pure returns (uint256) {
        return a < b ? a : b;
    }
}
