// Generated

/** ABI. */
export const vaultFactoryAbi = [
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "address",
        "name": "vault",
        "type": "address"
      },
      {
        "indexed": true,
        "internalType": "address",
        "name": "owner",
        "type": "address"
      },
      {
        "indexed": true,
        "internalType": "uint32",
        "name": "marketId",
        "type": "uint32"
      },
      {
        "indexed": false,
        "internalType": "address",
        "name": "manager",
        "type": "address"
      },
      {
        "indexed": false,
        "internalType": "uint16",
        "name": "profitShareBps",
        "type": "uint16"
      }
    ],
    "name": "VaultCreated",
    "type": "event"
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
            "internalType": "address",
            "name": "manager",
            "type": "address"
          },
          {
            "internalType": "uint16",
            "name": "profitShareBps",
            "type": "uint16"
          },
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
            "name": "baseAmount",
            "type": "uint256"
          },
          {
            "internalType": "uint256",
            "name": "quoteAmount",
            "type": "uint256"
          },
          {
            "internalType": "bytes32",
            "name": "salt",
            "type": "bytes32"
          }
        ],
        "internalType": "struct VaultParams",
        "name": "params",
        "type": "tuple"
      }
    ],
    "name": "createVault",
    "outputs": [
      {
        "internalType": "address",
        "name": "vault",
        "type": "address"
      }
    ],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "token",
        "type": "address"
      },
      {
        "internalType": "uint256",
        "name": "value",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "deadline",
        "type": "uint256"
      },
      {
        "internalType": "uint8",
        "name": "v",
        "type": "uint8"
      },
      {
        "internalType": "bytes32",
        "name": "r",
        "type": "bytes32"
      },
      {
        "internalType": "bytes32",
        "name": "s",
        "type": "bytes32"
      }
    ],
    "name": "permit",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "owner",
        "type": "address"
      },
      {
        "components": [
          {
            "internalType": "uint32",
            "name": "marketId",
            "type": "uint32"
          },
          {
            "internalType": "address",
            "name": "manager",
            "type": "address"
          },
          {
            "internalType": "uint16",
            "name": "profitShareBps",
            "type": "uint16"
          },
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
            "name": "baseAmount",
            "type": "uint256"
          },
          {
            "internalType": "uint256",
            "name": "quoteAmount",
            "type": "uint256"
          },
          {
            "internalType": "bytes32",
            "name": "salt",
            "type": "bytes32"
          }
        ],
        "internalType": "struct VaultParams",
        "name": "params",
        "type": "tuple"
      }
    ],
    "name": "predictVault",
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
    "inputs": [
      {
        "components": [
          {
            "internalType": "uint32",
            "name": "marketId",
            "type": "uint32"
          },
          {
            "internalType": "address",
            "name": "manager",
            "type": "address"
          },
          {
            "internalType": "uint16",
            "name": "profitShareBps",
            "type": "uint16"
          },
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
            "name": "baseAmount",
            "type": "uint256"
          },
          {
            "internalType": "uint256",
            "name": "quoteAmount",
            "type": "uint256"
          },
          {
            "internalType": "bytes32",
            "name": "salt",
            "type": "bytes32"
          }
        ],
        "internalType": "struct VaultParams",
        "name": "params",
        "type": "tuple"
      }
    ],
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
  }
] as const
