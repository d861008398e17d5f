// Generated

/** ABI. */
export const makerVaultAbi = [
  {
    "inputs": [],
    "name": "AlreadyInitialised",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "int256",
        "name": "delta",
        "type": "int256"
      },
      {
        "internalType": "int256",
        "name": "target",
        "type": "int256"
      },
      {
        "internalType": "uint256",
        "name": "band",
        "type": "uint256"
      }
    ],
    "name": "DeltaOutOfBand",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "size",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "max",
        "type": "uint256"
      }
    ],
    "name": "FillTooLarge",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint32",
        "name": "marketId",
        "type": "uint32"
      }
    ],
    "name": "HedgeMarketMismatch",
    "type": "error"
  },
  {
    "inputs": [],
    "name": "HedgeNotAllowed",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "cost",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "available",
        "type": "uint256"
      }
    ],
    "name": "HedgeTooCostly",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "earliest",
        "type": "uint256"
      }
    ],
    "name": "HedgeTooSoon",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "manager",
        "type": "address"
      }
    ],
    "name": "InvalidManagerSignature",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "lots",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "max",
        "type": "uint256"
      }
    ],
    "name": "InventoryTooLarge",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint64",
        "name": "epoch",
        "type": "uint64"
      },
      {
        "internalType": "uint32",
        "name": "current",
        "type": "uint32"
      }
    ],
    "name": "ManagerEpochMismatch",
    "type": "error"
  },
  {
    "inputs": [],
    "name": "NoGrid",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "caller",
        "type": "address"
      }
    ],
    "name": "NotExchange",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "caller",
        "type": "address"
      }
    ],
    "name": "NotManager",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "caller",
        "type": "address"
      }
    ],
    "name": "NotOwner",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "caller",
        "type": "address"
      }
    ],
    "name": "NotVaultFactory",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "baseAmount",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "lotSize",
        "type": "uint256"
      }
    ],
    "name": "NotWholeLots",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "manager",
        "type": "address"
      }
    ],
    "name": "NothingOwed",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "amount",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "available",
        "type": "uint256"
      }
    ],
    "name": "OutflowExceeded",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "amount",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "available",
        "type": "uint256"
      }
    ],
    "name": "OwedToManager",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "price",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "mark",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "bandBps",
        "type": "uint256"
      }
    ],
    "name": "PriceOutOfBand",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "price",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "min",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "max",
        "type": "uint256"
      }
    ],
    "name": "PriceOutOfRange",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "shareBps",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "maxBps",
        "type": "uint256"
      }
    ],
    "name": "ProfitShareTooHigh",
    "type": "error"
  },
  {
    "inputs": [],
    "name": "ProfitShareUnsettled",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "expiry",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "latest",
        "type": "uint256"
      }
    ],
    "name": "QuoteTooLong",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "guard",
        "type": "address"
      }
    ],
    "name": "RefusedByGuard",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "bidPrice",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "askPrice",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "minSpreadBps",
        "type": "uint256"
      }
    ],
    "name": "SpreadTooNarrow",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "amount",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "available",
        "type": "uint256"
      }
    ],
    "name": "TurnoverExceeded",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "baseHeld",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "baseNeeded",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "quoteHeld",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "quoteNeeded",
        "type": "uint256"
      }
    ],
    "name": "Underfunded",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "actual",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "expected",
        "type": "uint256"
      }
    ],
    "name": "UnexpectedState",
    "type": "error"
  },
  {
    "inputs": [],
    "name": "VaultHalted",
    "type": "error"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "address",
        "name": "manager",
        "type": "address"
      },
      {
        "indexed": false,
        "internalType": "uint40",
        "name": "eventSeq",
        "type": "uint40"
      },
      {
        "indexed": false,
        "internalType": "int256",
        "name": "highWaterMark",
        "type": "int256"
      },
      {
        "indexed": false,
        "internalType": "uint256",
        "name": "accrued",
        "type": "uint256"
      },
      {
        "indexed": false,
        "internalType": "uint256",
        "name": "setAside",
        "type": "uint256"
      }
    ],
    "name": "Crystallised",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": false,
        "internalType": "uint40",
        "name": "eventSeq",
        "type": "uint40"
      },
      {
        "indexed": false,
        "internalType": "uint256",
        "name": "baseAmount",
        "type": "uint256"
      },
      {
        "indexed": false,
        "internalType": "uint256",
        "name": "quoteAmount",
        "type": "uint256"
      },
      {
        "indexed": false,
        "internalType": "uint256",
        "name": "lots",
        "type": "uint256"
      },
      {
        "indexed": false,
        "internalType": "uint256",
        "name": "cost",
        "type": "uint256"
      },
      {
        "indexed": false,
        "internalType": "enum EntryPrice",
        "name": "entry",
        "type": "uint8"
      }
    ],
    "name": "Deposited",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "address",
        "name": "by",
        "type": "address"
      },
      {
        "indexed": false,
        "internalType": "uint40",
        "name": "eventSeq",
        "type": "uint40"
      }
    ],
    "name": "Halted",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": false,
        "internalType": "uint40",
        "name": "eventSeq",
        "type": "uint40"
      },
      {
        "indexed": true,
        "internalType": "uint32",
        "name": "marketId",
        "type": "uint32"
      },
      {
        "indexed": false,
        "internalType": "bool",
        "name": "bought",
        "type": "bool"
      },
      {
        "indexed": false,
        "internalType": "uint256",
        "name": "lots",
        "type": "uint256"
      },
      {
        "indexed": false,
        "internalType": "uint256",
        "name": "notional",
        "type": "uint256"
      },
      {
        "indexed": false,
        "internalType": "uint256",
        "name": "fee",
        "type": "uint256"
      },
      {
        "indexed": false,
        "internalType": "uint256",
        "name": "cost",
        "type": "uint256"
      }
    ],
    "name": "Hedged",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "address",
        "name": "manager",
        "type": "address"
      },
      {
        "indexed": false,
        "internalType": "uint40",
        "name": "eventSeq",
        "type": "uint40"
      },
      {
        "indexed": false,
        "internalType": "uint32",
        "name": "managerEpoch",
        "type": "uint32"
      }
    ],
    "name": "ManagerChanged",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "address",
        "name": "manager",
        "type": "address"
      },
      {
        "indexed": true,
        "internalType": "address",
        "name": "to",
        "type": "address"
      },
      {
        "indexed": false,
        "internalType": "uint40",
        "name": "eventSeq",
        "type": "uint40"
      },
      {
        "indexed": false,
        "internalType": "uint256",
        "name": "amount",
        "type": "uint256"
      }
    ],
    "name": "ProfitShareClaimed",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": false,
        "internalType": "uint40",
        "name": "eventSeq",
        "type": "uint40"
      },
      {
        "indexed": false,
        "internalType": "uint16",
        "name": "shareBps",
        "type": "uint16"
      }
    ],
    "name": "ProfitShareSet",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": false,
        "internalType": "uint40",
        "name": "eventSeq",
        "type": "uint40"
      }
    ],
    "name": "Resumed",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": false,
        "internalType": "uint40",
        "name": "eventSeq",
        "type": "uint40"
      },
      {
        "indexed": false,
        "internalType": "enum StrategyKind",
        "name": "kind",
        "type": "uint8"
      },
      {
        "components": [
          {
            "internalType": "uint64",
            "name": "minPrice",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "maxPrice",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "maxFillSize",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "maxLots",
            "type": "uint64"
          },
          {
            "internalType": "uint16",
            "name": "minSpreadBps",
            "type": "uint16"
          },
          {
            "internalType": "uint32",
            "name": "maxTtl",
            "type": "uint32"
          },
          {
            "internalType": "uint128",
            "name": "maxOutflow",
            "type": "uint128"
          },
          {
            "internalType": "uint32",
            "name": "outflowRefill",
            "type": "uint32"
          },
          {
            "internalType": "uint128",
            "name": "maxTurnover",
            "type": "uint128"
          },
          {
            "internalType": "uint32",
            "name": "turnoverPeriod",
            "type": "uint32"
          },
          {
            "internalType": "uint128",
            "name": "maxDrawdown",
            "type": "uint128"
          },
          {
            "internalType": "int32",
            "name": "deltaRatioBps",
            "type": "int32"
          },
          {
            "internalType": "int64",
            "name": "deltaTarget",
            "type": "int64"
          },
          {
            "internalType": "uint64",
            "name": "deltaBand",
            "type": "uint64"
          },
          {
            "internalType": "uint32",
            "name": "hedgeMarketId",
            "type": "uint32"
          },
          {
            "internalType": "uint128",
            "name": "hedgeBudget",
            "type": "uint128"
          },
          {
            "internalType": "uint32",
            "name": "hedgeCooldown",
            "type": "uint32"
          },
          {
            "internalType": "address",
            "name": "guard",
            "type": "address"
          }
        ],
        "indexed": false,
        "internalType": "struct Limits",
        "name": "limits",
        "type": "tuple"
      },
      {
        "indexed": false,
        "internalType": "enum GridMode",
        "name": "mode",
        "type": "uint8"
      },
      {
        "indexed": false,
        "internalType": "uint64",
        "name": "sizePerCell",
        "type": "uint64"
      },
      {
        "indexed": false,
        "internalType": "uint64",
        "name": "referencePrice",
        "type": "uint64"
      },
      {
        "indexed": false,
        "internalType": "uint256",
        "name": "cursor",
        "type": "uint256"
      },
      {
        "indexed": false,
        "internalType": "uint8",
        "name": "priceWidth",
        "type": "uint8"
      },
      {
        "indexed": false,
        "internalType": "bytes",
        "name": "packedPrices",
        "type": "bytes"
      }
    ],
    "name": "StrategySet",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "address",
        "name": "to",
        "type": "address"
      },
      {
        "indexed": false,
        "internalType": "uint40",
        "name": "eventSeq",
        "type": "uint40"
      },
      {
        "indexed": false,
        "internalType": "uint256",
        "name": "baseAmount",
        "type": "uint256"
      },
      {
        "indexed": false,
        "internalType": "uint256",
        "name": "quoteAmount",
        "type": "uint256"
      },
      {
        "indexed": false,
        "internalType": "uint256",
        "name": "lots",
        "type": "uint256"
      },
      {
        "indexed": false,
        "internalType": "uint256",
        "name": "cost",
        "type": "uint256"
      }
    ],
    "name": "Withdrawn",
    "type": "event"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "to",
        "type": "address"
      }
    ],
    "name": "claimProfitShare",
    "outputs": [
      {
        "internalType": "uint256",
        "name": "amount",
        "type": "uint256"
      }
    ],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "crystallise",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "baseAmount",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "quoteAmount",
        "type": "uint256"
      }
    ],
    "name": "deposit",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "halt",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "headroom",
    "outputs": [
      {
        "internalType": "uint256",
        "name": "outflow",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "turnover",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "hedgeCost",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "drawdown",
        "type": "uint256"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "components": [
          {
            "internalType": "uint32",
            "name": "marketId",
            "type": "uint32"
          },
          {
            "internalType": "enum Side",
            "name": "side",
            "type": "uint8"
          },
          {
            "internalType": "bool",
            "name": "exactNotional",
            "type": "bool"
          },
          {
            "internalType": "bool",
            "name": "partialFill",
            "type": "bool"
          },
          {
            "internalType": "uint256",
            "name": "amount",
            "type": "uint256"
          },
          {
            "internalType": "uint256",
            "name": "limit",
            "type": "uint256"
          },
          {
            "internalType": "uint64",
            "name": "minSize",
            "type": "uint64"
          },
          {
            "internalType": "address",
            "name": "recipient",
            "type": "address"
          },
          {
            "internalType": "uint64",
            "name": "deadline",
            "type": "uint64"
          }
        ],
        "internalType": "struct Route",
        "name": "route",
        "type": "tuple"
      },
      {
        "components": [
          {
            "internalType": "address",
            "name": "maker",
            "type": "address"
          },
          {
            "internalType": "uint64",
            "name": "size",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "limitPrice",
            "type": "uint64"
          },
          {
            "internalType": "bytes",
            "name": "quote",
            "type": "bytes"
          }
        ],
        "internalType": "struct Leg[]",
        "name": "legs",
        "type": "tuple[]"
      }
    ],
    "name": "hedge",
    "outputs": [
      {
        "components": [
          {
            "internalType": "uint256",
            "name": "size",
            "type": "uint256"
          },
          {
            "internalType": "uint256",
            "name": "notional",
            "type": "uint256"
          },
          {
            "internalType": "uint256",
            "name": "fee",
            "type": "uint256"
          }
        ],
        "internalType": "struct TakeResult",
        "name": "",
        "type": "tuple"
      }
    ],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "manager",
    "outputs": [
      {
        "internalType": "address",
        "name": "",
        "type": "address"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "managerEpoch",
    "outputs": [
      {
        "internalType": "uint32",
        "name": "",
        "type": "uint32"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "marketId",
    "outputs": [
      {
        "internalType": "uint32",
        "name": "",
        "type": "uint32"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "account",
        "type": "address"
      }
    ],
    "name": "mayCancelQuotes",
    "outputs": [
      {
        "internalType": "bool",
        "name": "",
        "type": "bool"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "components": [
          {
            "internalType": "address",
            "name": "maker",
            "type": "address"
          },
          {
            "internalType": "uint32",
            "name": "marketId",
            "type": "uint32"
          },
          {
            "internalType": "uint64",
            "name": "bidPrice",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "bidSize",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "askPrice",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "askSize",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "nonce",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "epoch",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "expiry",
            "type": "uint64"
          },
          {
            "internalType": "address",
            "name": "taker",
            "type": "address"
          },
          {
            "internalType": "uint256",
            "name": "salt",
            "type": "uint256"
          }
        ],
        "internalType": "struct Quote",
        "name": "quote",
        "type": "tuple"
      },
      {
        "internalType": "bytes32",
        "name": "hash",
        "type": "bytes32"
      },
      {
        "internalType": "bytes",
        "name": "signature",
        "type": "bytes"
      },
      {
        "components": [
          {
            "internalType": "enum Side",
            "name": "side",
            "type": "uint8"
          },
          {
            "internalType": "uint64",
            "name": "size",
            "type": "uint64"
          },
          {
            "internalType": "uint256",
            "name": "notional",
            "type": "uint256"
          },
          {
            "internalType": "uint256",
            "name": "rebate",
            "type": "uint256"
          },
          {
            "internalType": "address",
            "name": "taker",
            "type": "address"
          },
          {
            "internalType": "address",
            "name": "recipient",
            "type": "address"
          },
          {
            "internalType": "uint256",
            "name": "mark",
            "type": "uint256"
          }
        ],
        "internalType": "struct QuoteOrder",
        "name": "order",
        "type": "tuple"
      }
    ],
    "name": "onQuote",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "components": [
          {
            "internalType": "enum Side",
            "name": "side",
            "type": "uint8"
          },
          {
            "internalType": "uint64",
            "name": "size",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "limitPrice",
            "type": "uint64"
          },
          {
            "internalType": "uint256",
            "name": "notional",
            "type": "uint256"
          },
          {
            "internalType": "address",
            "name": "taker",
            "type": "address"
          },
          {
            "internalType": "address",
            "name": "recipient",
            "type": "address"
          },
          {
            "internalType": "uint16",
            "name": "takerFeeBps",
            "type": "uint16"
          },
          {
            "internalType": "uint16",
            "name": "poolFeeShareBps",
            "type": "uint16"
          },
          {
            "internalType": "RebateSchedule",
            "name": "schedule",
            "type": "uint256"
          },
          {
            "internalType": "uint256",
            "name": "volume",
            "type": "uint256"
          },
          {
            "internalType": "uint256",
            "name": "mark",
            "type": "uint256"
          }
        ],
        "internalType": "struct GridOrder",
        "name": "order",
        "type": "tuple"
      }
    ],
    "name": "onTake",
    "outputs": [
      {
        "components": [
          {
            "internalType": "uint256",
            "name": "size",
            "type": "uint256"
          },
          {
            "internalType": "uint256",
            "name": "notional",
            "type": "uint256"
          },
          {
            "internalType": "uint256",
            "name": "rebate",
            "type": "uint256"
          },
          {
            "internalType": "uint256",
            "name": "poolFee",
            "type": "uint256"
          },
          {
            "internalType": "uint64",
            "name": "seq",
            "type": "uint64"
          },
          {
            "internalType": "uint256",
            "name": "cursorBefore",
            "type": "uint256"
          }
        ],
        "internalType": "struct GridFill",
        "name": "fill",
        "type": "tuple"
      }
    ],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "manager",
        "type": "address"
      }
    ],
    "name": "owedTo",
    "outputs": [
      {
        "internalType": "uint256",
        "name": "",
        "type": "uint256"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "owner",
    "outputs": [
      {
        "internalType": "address",
        "name": "",
        "type": "address"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "pnl",
    "outputs": [
      {
        "internalType": "int256",
        "name": "",
        "type": "int256"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "profitShare",
    "outputs": [
      {
        "components": [
          {
            "internalType": "uint16",
            "name": "shareBps",
            "type": "uint16"
          },
          {
            "internalType": "int256",
            "name": "highWaterMark",
            "type": "int256"
          },
          {
            "internalType": "uint256",
            "name": "owed",
            "type": "uint256"
          },
          {
            "internalType": "uint256",
            "name": "carried",
            "type": "uint256"
          }
        ],
        "internalType": "struct ProfitShareState",
        "name": "",
        "type": "tuple"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "raiseManagerEpoch",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "requiredFunds",
    "outputs": [
      {
        "internalType": "uint256",
        "name": "baseNeeded",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "quoteNeeded",
        "type": "uint256"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "resume",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "roi",
    "outputs": [
      {
        "internalType": "bool",
        "name": "defined",
        "type": "bool"
      },
      {
        "internalType": "int256",
        "name": "wad",
        "type": "int256"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "manager",
        "type": "address"
      }
    ],
    "name": "setManager",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "uint16",
        "name": "shareBps",
        "type": "uint16"
      }
    ],
    "name": "setProfitShare",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "components": [
          {
            "internalType": "enum StrategyKind",
            "name": "kind",
            "type": "uint8"
          },
          {
            "components": [
              {
                "internalType": "uint64",
                "name": "minPrice",
                "type": "uint64"
              },
              {
                "internalType": "uint64",
                "name": "maxPrice",
                "type": "uint64"
              },
              {
                "internalType": "uint64",
                "name": "maxFillSize",
                "type": "uint64"
              },
              {
                "internalType": "uint64",
                "name": "maxLots",
                "type": "uint64"
              },
              {
                "internalType": "uint16",
                "name": "minSpreadBps",
                "type": "uint16"
              },
              {
                "internalType": "uint32",
                "name": "maxTtl",
                "type": "uint32"
              },
              {
                "internalType": "uint128",
                "name": "maxOutflow",
                "type": "uint128"
              },
              {
                "internalType": "uint32",
                "name": "outflowRefill",
                "type": "uint32"
              },
              {
                "internalType": "uint128",
                "name": "maxTurnover",
                "type": "uint128"
              },
              {
                "internalType": "uint32",
                "name": "turnoverPeriod",
                "type": "uint32"
              },
              {
                "internalType": "uint128",
                "name": "maxDrawdown",
                "type": "uint128"
              },
              {
                "internalType": "int32",
                "name": "deltaRatioBps",
                "type": "int32"
              },
              {
                "internalType": "int64",
                "name": "deltaTarget",
                "type": "int64"
              },
              {
                "internalType": "uint64",
                "name": "deltaBand",
                "type": "uint64"
              },
              {
                "internalType": "uint32",
                "name": "hedgeMarketId",
                "type": "uint32"
              },
              {
                "internalType": "uint128",
                "name": "hedgeBudget",
                "type": "uint128"
              },
              {
                "internalType": "uint32",
                "name": "hedgeCooldown",
                "type": "uint32"
              },
              {
                "internalType": "address",
                "name": "guard",
                "type": "address"
              }
            ],
            "internalType": "struct Limits",
            "name": "limits",
            "type": "tuple"
          },
          {
            "components": [
              {
                "internalType": "enum GridMode",
                "name": "mode",
                "type": "uint8"
              },
              {
                "internalType": "uint64",
                "name": "sizePerCell",
                "type": "uint64"
              },
              {
                "internalType": "uint64",
                "name": "referencePrice",
                "type": "uint64"
              },
              {
                "internalType": "uint16",
                "name": "minStepBps",
                "type": "uint16"
              },
              {
                "internalType": "uint64[]",
                "name": "prices",
                "type": "uint64[]"
              }
            ],
            "internalType": "struct Grid",
            "name": "grid",
            "type": "tuple"
          }
        ],
        "internalType": "struct Strategy",
        "name": "strategy",
        "type": "tuple"
      },
      {
        "internalType": "uint256",
        "name": "expectedState",
        "type": "uint256"
      }
    ],
    "name": "setStrategy",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "stats",
    "outputs": [
      {
        "components": [
          {
            "internalType": "uint256",
            "name": "baseLots",
            "type": "uint256"
          },
          {
            "internalType": "uint256",
            "name": "cost",
            "type": "uint256"
          },
          {
            "internalType": "int256",
            "name": "realisedPnl",
            "type": "int256"
          },
          {
            "internalType": "uint256",
            "name": "contributed",
            "type": "uint256"
          },
          {
            "internalType": "uint256",
            "name": "trips",
            "type": "uint256"
          },
          {
            "internalType": "uint256",
            "name": "wins",
            "type": "uint256"
          },
          {
            "internalType": "uint256",
            "name": "fills",
            "type": "uint256"
          },
          {
            "internalType": "uint256",
            "name": "events",
            "type": "uint256"
          },
          {
            "internalType": "uint256",
            "name": "cursor",
            "type": "uint256"
          },
          {
            "internalType": "uint256",
            "name": "bidCursor",
            "type": "uint256"
          },
          {
            "internalType": "bool",
            "name": "halted",
            "type": "bool"
          }
        ],
        "internalType": "struct VaultStats",
        "name": "",
        "type": "tuple"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "strategy",
    "outputs": [
      {
        "components": [
          {
            "internalType": "enum StrategyKind",
            "name": "kind",
            "type": "uint8"
          },
          {
            "components": [
              {
                "internalType": "uint64",
                "name": "minPrice",
                "type": "uint64"
              },
              {
                "internalType": "uint64",
                "name": "maxPrice",
                "type": "uint64"
              },
              {
                "internalType": "uint64",
                "name": "maxFillSize",
                "type": "uint64"
              },
              {
                "internalType": "uint64",
                "name": "maxLots",
                "type": "uint64"
              },
              {
                "internalType": "uint16",
                "name": "minSpreadBps",
                "type": "uint16"
              },
              {
                "internalType": "uint32",
                "name": "maxTtl",
                "type": "uint32"
              },
              {
                "internalType": "uint128",
                "name": "maxOutflow",
                "type": "uint128"
              },
              {
                "internalType": "uint32",
                "name": "outflowRefill",
                "type": "uint32"
              },
              {
                "internalType": "uint128",
                "name": "maxTurnover",
                "type": "uint128"
              },
              {
                "internalType": "uint32",
                "name": "turnoverPeriod",
                "type": "uint32"
              },
              {
                "internalType": "uint128",
                "name": "maxDrawdown",
                "type": "uint128"
              },
              {
                "internalType": "int32",
                "name": "deltaRatioBps",
                "type": "int32"
              },
              {
                "internalType": "int64",
                "name": "deltaTarget",
                "type": "int64"
              },
              {
                "internalType": "uint64",
                "name": "deltaBand",
                "type": "uint64"
              },
              {
                "internalType": "uint32",
                "name": "hedgeMarketId",
                "type": "uint32"
              },
              {
                "internalType": "uint128",
                "name": "hedgeBudget",
                "type": "uint128"
              },
              {
                "internalType": "uint32",
                "name": "hedgeCooldown",
                "type": "uint32"
              },
              {
                "internalType": "address",
                "name": "guard",
                "type": "address"
              }
            ],
            "internalType": "struct Limits",
            "name": "limits",
            "type": "tuple"
          },
          {
            "components": [
              {
                "internalType": "enum GridMode",
                "name": "mode",
                "type": "uint8"
              },
              {
                "internalType": "uint64",
                "name": "sizePerCell",
                "type": "uint64"
              },
              {
                "internalType": "uint64",
                "name": "referencePrice",
                "type": "uint64"
              },
              {
                "internalType": "uint16",
                "name": "minStepBps",
                "type": "uint16"
              },
              {
                "internalType": "uint64[]",
                "name": "prices",
                "type": "uint64[]"
              }
            ],
            "internalType": "struct Grid",
            "name": "grid",
            "type": "tuple"
          }
        ],
        "internalType": "struct Strategy",
        "name": "",
        "type": "tuple"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "strategyState",
    "outputs": [
      {
        "internalType": "uint256",
        "name": "",
        "type": "uint256"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "winRate",
    "outputs": [
      {
        "internalType": "bool",
        "name": "defined",
        "type": "bool"
      },
      {
        "internalType": "uint256",
        "name": "wad",
        "type": "uint256"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "baseAmount",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "quoteAmount",
        "type": "uint256"
      },
      {
        "internalType": "address",
        "name": "to",
        "type": "address"
      }
    ],
    "name": "withdraw",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  }
] as const
