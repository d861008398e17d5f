// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { ProfitShareState } from "../../../contracts/interfaces/IMakerVault.sol";
import { VaultParams } from "../../../contracts/interfaces/IVaultFactory.sol";
import { Strategy } from "../../../contracts/interfaces/Strategy.sol";
import { Quote, Side } from "../../../contracts/interfaces/Types.sol";
import { VaultAbi } from "../utils/Abis.sol";
import { VaultTest } from "./utils/VaultTest.sol";

/// @notice A vault before it has anything, and one whose token stopped answering.
contract VaultEdgesTest is VaultTest {
    function setUp() public {
        deployAll();
    }

    function test_ratiosAreUndefinedAtFirst() public {
        VaultAbi vault = create(params(plain, quoteStrategy()));
        (bool defined, int256 roi) = vault.roi();
        yes(!defined && roi == 0, "no return on nothing");
        uint256 rate;
        (defined, rate) = vault.winRate();
        yes(!defined && rate == 0, "no trips, no wins");
    }

    /// @dev What cannot be counted covers nothing: the share is carried, and set aside once the token answers again.
    function test_aDumbTokenCarriesTheShare() public {
        Strategy memory s = quoteStrategy();
        s.limits.maxOutflow = 1e18;
        VaultParams memory p = params(marked, s);
        (p.profitShareBps, p.baseAmount, p.quoteAmount) = (2_000, 50 * uint256(LOT), 10_000_000);
        VaultAbi vault = create(p);
        Quote memory q = offer(vault);
        (q.bidSize, q.askSize, q.askPrice) = (0, 10, 1100);
        fill(q, Side.Ask, 10);
        bytes memory code = address(quote).code;
        vm.etch(address(quote), hex"fe");
        vault.crystallise();
        // 10 lots, 100 ticks up: 100,000. A fifth is 20,000.
        expect(vault, 0, 20_000);
        vm.etch(address(quote), code);
        vault.crystallise();
        expect(vault, 20_000, 0);
    }

    function expect(VaultAbi vault, uint256 owed, uint256 carried) private view {
        ProfitShareState memory share = vault.profitShare();
        eqSigned(share.highWaterMark, 100_000, "mark");
        eq(share.owed, owed, "owed");
        eq(share.carried, carried, "carried");
    }
}
