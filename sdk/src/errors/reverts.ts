/**
 * Every error our contracts and their tokens revert with, and what to tell a person about it.
 *
 * Keys are Solidity signatures; `{name}` in a text stands for that argument.
 */
export const REVERTS: Readonly<Record<string, string>> = {
  // Exchange: markets and roles
  'UnknownMarket(uint32 marketId)': 'market {marketId} does not exist',
  'InvalidMarket(address base, address quote, uint88 lotSize, uint72 tickSize)':
    'a market needs two different tokens and steps above zero, not {base}, {quote}, {lotSize}, {tickSize}',
  'InvalidOracle(address oracle, uint16 bandBps, uint32 maxAge)':
    '{oracle} is no usable oracle with a band of {bandBps} bps and a maximum age of {maxAge} seconds',
  'OracleUnavailable(uint32 marketId)': 'the oracle of market {marketId} has no price that is young enough',
  'FeeTooHigh(uint256 feeBps, uint256 maxBps)': 'a fee of {feeBps} bps is above the cap of {maxBps}',
  'NoCode(address token)': 'there is no contract at {token}',
  'ZeroAddress()': 'the zero address cannot receive',
  'InvalidRecipient(address recipient)': '{recipient} cannot receive a fill',
  'GovernorRequired()': 'the exchange keeps a governor: hand the role over instead of renouncing it',
  'RebateTooHigh(uint256 rateBps, uint256 maxBps)': 'a rebate of {rateBps} bps is above the cap of {maxBps}',
  'InvalidSchedule(uint256 index, uint256 previous, uint256 value)':
    'entry {index} of the schedule is {value} after {previous}: thresholds must rise and rates may not fall',
  'InvalidPeriod(uint256 length, uint256 min, uint256 max)':
    'a period of {length} seconds is not within {min} and {max}',
  'NotGuardian(address caller)': '{caller} is neither guardian nor governor',
  'MarketIsHalted(uint32 marketId)': 'market {marketId} is halted; cancels and withdrawals go on',
  'UnknownMaker(address maker)': '{maker} is not a vault or pool of this exchange',
  'WrongMarket(address maker, uint32 marketId)': '{maker} does not make market {marketId}',
  'FactoryAlreadySet(uint8 kind, address factory)': 'the factory of kind {kind} is {factory} for good',
  'InvalidKind(uint8 kind)': 'there is no factory of kind {kind}',
  'OwnableInvalidOwner(address owner)': '{owner} cannot own a contract',
  'OwnableUnauthorizedAccount(address account)': '{account} is not the governor',
  // Exchange: takes
  'DeadlinePassed(uint64 deadline, uint256 timestamp)': 'the deadline {deadline} has passed, chain time is {timestamp}',
  'NothingToTake()': 'nothing is left on that side at the limit price',
  'SizeBelowMinimum(uint256 size, uint256 minSize)': 'only {size} lots could fill, {minSize} were the minimum',
  'EmptyRoute()': 'a route needs at least one leg',
  'AmountNotFilled(uint256 filled, uint256 amount)': 'only {filled} of {amount} could fill',
  'LimitExceeded(uint256 total, uint256 limit)': 'the route came to {total}, which is beyond its limit of {limit}',
  'AnswerOutOfBounds(uint256 value, uint256 bound)':
    'the maker answered the order with {value}, which is beyond {bound}',
  'OnlySelf(address caller)': 'only the exchange itself may call this, not {caller}',
  'InvalidQuoteLeg(uint256 length, uint256 min)': 'a quote leg of {length} bytes is shorter than a quote, {min}',
  'PriceBeyondLimit(uint256 price, uint256 limitPrice)': 'the price {price} is beyond the limit {limitPrice}',
  'SelfTrade(address account)': '{account} cannot trade with itself',
  // Exchange: quotes
  'QuoteExpired(uint64 expiry, uint256 timestamp)': 'the quote expired at {expiry}, chain time is {timestamp}',
  'QuoteNotForTaker(address taker, address caller)': 'the quote is for {taker} only, not for {caller}',
  'QuoteEpochMismatch(uint64 epoch, uint64 current)':
    'the quote was signed in epoch {epoch}, its maker is in {current}',
  'QuoteRetired(uint64 nonce, uint64 current)': 'nonce {nonce} is retired, its maker is at {current}',
  'NonceJumpTooLarge(uint64 nonce, uint64 current, uint64 maxJump)':
    'nonce {nonce} is more than {maxJump} ahead of {current}',
  'CancelledQuote(bytes32 hash)': 'the maker cancelled quote {hash}',
  'ZeroPrice(address maker)': 'the quote of {maker} names no price for that side',
  'QuoteNotStanding(uint64 nonce)': 'a quote of nonce {nonce} is streaming: its hash cannot be cancelled',
  'InvalidSignature(address maker)': 'the signature is not by {maker}',
  'NotMaker(address maker, address caller)': 'only {maker} can cancel this quote, not {caller}',
  // Vaults
  'NotOwner(address caller)': '{caller} does not own this vault',
  'NotManager(address caller)': '{caller} neither owns nor manages this vault',
  'NotExchange(address caller)': '{caller} is not the exchange',
  'NotFactory(address caller)': '{caller} is not the factory',
  'NotVaultFactory(address caller)': '{caller} is not the factory of this vault',
  'AlreadyInitialised()': 'the vault is initialised already',
  'NoGrid()': 'this vault has no grid: its manager signs quotes',
  'OwedToManager(uint256 amount, uint256 available)':
    '{amount} quote atoms were asked for and {available} are not set aside for managers',
  'UnexpectedState(uint256 actual, uint256 expected)':
    'the vault changed meanwhile: its state is {actual}, not {expected}',
  'ProfitShareTooHigh(uint256 shareBps, uint256 maxBps)':
    'a profit share of {shareBps} bps is above the cap of {maxBps}',
  'ProfitShareUnsettled()': 'past profit cannot be told while there is inventory without a live oracle',
  'NothingOwed(address manager)': 'nothing is set aside for {manager}',
  'ManagerEpochMismatch(uint64 epoch, uint32 current)':
    "the quote was signed in epoch {epoch}, the vault's manager is in {current}",
  'InvalidManagerSignature(address manager)': "the signature is not by the vault's manager {manager}",
  'PriceOutOfRange(uint256 price, uint256 min, uint256 max)':
    'the price {price} is not within the range of {min} to {max}',
  'PriceOutOfBand(uint256 price, uint256 mark, uint256 bandBps)':
    'the price {price} is more than {bandBps} bps from the oracle (Q64.64 {mark})',
  'FillTooLarge(uint256 size, uint256 max)': '{size} lots are more than the {max} the strategy allows per fill',
  'InventoryTooLarge(uint256 lots, uint256 max)': 'the vault would hold {lots} lots, more than {max}',
  'SpreadTooNarrow(uint256 bidPrice, uint256 askPrice, uint256 minSpreadBps)':
    '{bidPrice} to {askPrice} is narrower than {minSpreadBps} bps',
  'QuoteTooLong(uint256 expiry, uint256 latest)': 'the quote expires at {expiry}, later than {latest}',
  'OutflowExceeded(uint256 amount, uint256 available)':
    '{amount} quote atoms of outflow are more than the {available} left for now',
  'TurnoverExceeded(uint256 amount, uint256 available)':
    '{amount} quote atoms of turnover are more than the {available} left for now',
  'DeltaOutOfBand(int256 delta, int256 target, uint256 band)':
    'a delta of {delta} lots is more than {band} from {target} and not closer than before',
  'RefusedByGuard(address guard)': 'the guard {guard} refused the fill',
  'HedgeNotAllowed()': 'the strategy does not allow this hedge',
  'HedgeTooSoon(uint256 earliest)': 'the next hedge is allowed at {earliest}',
  'HedgeTooCostly(uint256 cost, uint256 available)':
    'the hedge costs {cost} quote atoms against the oracle, {available} are left for now',
  'HedgeMarketMismatch(uint32 marketId)': "market {marketId} does not trade the vault's two tokens",
  'VaultHalted()': 'the vault is halted',
  'NotWholeLots(uint256 baseAmount, uint256 lotSize)':
    '{baseAmount} base atoms are not a multiple of the lot size {lotSize}',
  'Underfunded(uint256 baseHeld, uint256 baseNeeded, uint256 quoteHeld, uint256 quoteNeeded)':
    'the grid needs {baseNeeded} base and {quoteNeeded} quote atoms, the vault holds {baseHeld} and {quoteHeld}',
  'UnexpectedBalance(address token, uint256 received, uint256 expected)':
    '{received} atoms of {token} arrived instead of {expected}; tokens with a transfer fee are not supported',
  'QuotesNotAllowed()': 'this vault trades a grid and fills no quotes',
  'FillSourceFixed()': 'a vault fills from its grid or from signed quotes, for good',
  // Strategies
  'GridRequired()': 'the strategy trades a grid and has none',
  'GridNotAllowed()': 'the strategy fills signed quotes and may not have a grid',
  'GridStepTooSmall(uint256 index, uint256 previous, uint256 price, uint256 minStepBps)':
    'price {index} is {price}, less than {minStepBps} bps above {previous}',
  'GuardHasNoCode(address guard)': 'the guard {guard} is no contract',
  'MissingBound(bytes32 name)': 'the strategy demands the bound {name}',
  'UnusedBound(bytes32 name, uint8 kind)': 'nothing would check the bound {name} in a strategy of kind {kind}',
  'InvalidBound(bytes32 name, uint256 value, uint256 min, uint256 max)':
    'the bound {name} is {value}, not within {min} and {max}',
  // Pools
  'PoolNotExchange(address caller)': '{caller} is not the exchange',
  'PoolNotFactory(address caller)': '{caller} is not the factory of this pool',
  'PoolNotOperator(address caller)': '{caller} does not operate this pool',
  'PoolAlreadyInitialised()': 'the pool is initialised already',
  'PoolDormant()': 'the pool holds too little for one lot per cell',
  'ZeroLiquidity()': 'an amount of nothing was asked for',
  'BaseOutOfBounds(uint256 amount, uint256 min, uint256 max)': '{amount} base atoms are not within {min} and {max}',
  'QuoteOutOfBounds(uint256 amount, uint256 min, uint256 max)': '{amount} quote atoms are not within {min} and {max}',
  'CursorOutOfBounds(uint256 cursor, uint256 min, uint256 max)':
    "the pool's cursor, relative to its size, is {cursor}, not within {min} and {max}",
  'PoolDeadlinePassed(uint64 deadline, uint256 timestamp)':
    'the deadline {deadline} has passed, chain time is {timestamp}',
  'NobodyToReceive()': 'nobody holds liquidity that could receive fees',
  'NothingClaimable(address provider)': '{provider} has nothing to claim',
  'PoolUnexpectedBalance(address token, uint256 received, uint256 expected)':
    '{received} atoms of {token} arrived instead of {expected}; tokens with a transfer fee are not supported',
  'NoMoveProposed()': 'no move of the grid was announced with these prices',
  'MoveNotDue(uint256 executableAt)': 'the move can be executed from {executableAt} on',
  'MoveExpired(uint256 expiredAt)': 'the announcement of the move expired at {expiredAt}',
  'MovePriceOutOfBounds(uint256 price, uint256 bid, uint256 ask)':
    'the reference price {price} is not within {bid} and {ask}',
  'FirstSizeTooSmall(uint256 size, uint256 min)': 'a pool starts with at least {min} lots per cell, not {size}',
  'MarkOutOfBounds(uint256 mark, uint256 min, uint256 max)': 'the price {mark} is not within {min} and {max}',
  'NameTooLong(uint256 length, uint256 max)': 'a name of {length} bytes is longer than {max}',
  'AllowanceOverflow()': 'the allowance would pass 2^256 - 1',
  'AllowanceUnderflow()': 'the allowance would fall below zero',
  'InsufficientAllowance()': 'the allowance of LP units is too small',
  'InsufficientBalance()': 'there are not enough LP units',
  'InvalidPermit()': 'the permit is not signed by the owner, or its nonce is used',
  'PermitExpired()': 'the permit has expired',
  'Permit2AllowanceIsFixedAtInfinity()': 'the allowance of Permit2 cannot be changed',
  'TotalSupplyOverflow()': 'the supply of LP units would pass its limit',
  // Lens
  'CannotFill(address maker)': '{maker} cannot fill',
  'LengthMismatch(uint256 quotes, uint256 signatures)': '{quotes} quotes came with {signatures} signatures',
  'NotSuchMaker(address maker)': '{maker} is no such maker of this exchange',
  // Grids and positions
  'GridPriceCount(uint256 count, uint256 min, uint256 max)': 'a grid needs {min} to {max} prices, not {count}',
  'GridNotIncreasing(uint256 index, uint256 previous, uint256 price)':
    'price {index} is {price}, which is not above {previous}',
  'InsufficientLiquidity(uint256 available, uint256 size)': '{size} lots were asked for and {available} rest there',
  'CursorOutOfRange(uint256 cursor, uint256 capacity)': "cursor {cursor} is beyond the grid's {capacity} lots",
  'GridTooLarge(uint256 capacity, uint256 max)': 'a grid of {capacity} lots is above the limit of {max}',
  'ZeroCellSize()': 'a cell must hold at least one lot',
  'InsufficientLots(uint256 held, uint256 size)': '{size} lots were to leave a position of {held}',
  // Arithmetic
  'SafeCastOverflowedUintDowncast(uint8 bits, uint256 value)': '{value} does not fit uint{bits}',
  'SafeCastOverflowedIntDowncast(uint8 bits, int256 value)': '{value} does not fit int{bits}',
  'SafeCastOverflowedUintToInt(uint256 value)': '{value} does not fit int256',
  // Tokens (ERC-6093)
  'ERC20InsufficientBalance(address sender, uint256 balance, uint256 needed)':
    '{sender} holds {balance} token atoms and needs {needed}',
  'ERC20InsufficientAllowance(address spender, uint256 allowance, uint256 needed)':
    '{spender} may spend {allowance} token atoms and needs {needed}',
  'ERC20InvalidApprover(address approver)': '{approver} cannot approve a spender',
  'ERC20InvalidReceiver(address receiver)': '{receiver} cannot receive tokens',
  'ERC20InvalidSender(address sender)': '{sender} cannot send tokens',
  'ERC20InvalidSpender(address spender)': '{spender} cannot spend tokens',
  'SafeERC20FailedOperation(address token)': 'the token {token} refused the transfer or is no ERC-20',
  // Plumbing
  'AddressEmptyCode(address target)': 'there is no contract at {target}',
  'FailedCall()': 'a call failed without a reason',
  'InsufficientGas(uint256 gasLeft, uint256 needed)': 'only {gasLeft} gas was left where {needed} are needed',
  'ReentrancyGuardReentrantCall()': 'the call re-entered a contract that was still at work',
  'CloneArgumentsTooLong()': 'the grid has too many prices for one vault',
  'Create2EmptyBytecode()': 'there was no code to deploy',
  'FailedDeployment()': 'a vault or pool of this account and salt exists already',
  'InsufficientBalance(uint256 balance, uint256 needed)': 'the contract holds {balance} wei and needs {needed}',
  'InvalidShortString()': 'a short string is malformed',
  'StringTooLong(string str)': 'the string is too long: {str}',
}
