// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { Ownable } from "@openzeppelin/contracts/access/Ownable.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { SafeERC20 } from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import { ReentrancyGuardTransient } from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import { IExchange } from "../../interfaces/IExchange.sol";
import { IExchangeDesk } from "../../interfaces/IExchangeDesk.sol";
import { IPermit2 } from "../../interfaces/IPermit2.sol";
import { Permit2Lib } from "../../libraries/Permit2Lib.sol";
import { RebateEngine } from "../RebateEngine.sol";
import { MakerDesk } from "./MakerDesk.sol";

/// @title ExchangeDesk
/// @notice All of the exchange's code but that of takes. The exchange runs it on itself by delegatecall; it is fixed when the exchange is
/// deployed, which deploys it, shares its storage layout (that of `QuoteBook`) and its periods, and holds nothing of its own.
contract ExchangeDesk is MakerDesk, ReentrancyGuardTransient {
    using SafeERC20 for IERC20;

    /// @notice Deployed by the exchange.
    /// @param periodLength As of the exchange; deployed in the same block, both count periods from the same second.
    constructor(uint32 periodLength) Ownable(msg.sender) RebateEngine(periodLength) {}

    /// @inheritdoc IExchangeDesk
    function collectFees(address token, address to) external override onlyOwner nonReentrant returns (uint256 amount) {
        require(to != address(0), IExchange.ZeroAddress());
        amount = IERC20(token).balanceOf(address(this));
        emit IExchange.FeesCollected(token, to, amount);
        IERC20(token).safeTransfer(to, amount);
    }

    /// @inheritdoc IExchangeDesk
    function permit2(
        address token,
        uint160 amount,
        uint48 expiration,
        uint48 nonce,
        uint256 deadline,
        bytes calldata signature
    ) external override {
        IPermit2.PermitDetails memory details = IPermit2.PermitDetails(token, amount, expiration, nonce);
        Permit2Lib.tryPermit(msg.sender, IPermit2.PermitSingle(details, address(this), deadline), signature);
    }
}
