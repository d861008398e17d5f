// Generated

/** ABI. */
export const poolFactoryAbi = [
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "size",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "min",
        "type": "uint256"
      }
    ],
    "name": "FirstSizeTooSmall",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "mark",
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
    "name": "MarkOutOfBounds",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "length",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "max",
        "type": "uint256"
      }
    ],
    "name": "NameTooLong",
    "type": "error"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "address",
        "name": "pool",
        "type": "address"
      },
      {
        "indexed": true,
        "internalType": "address",
        "name": "founder",
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
        "name": "operator",
        "type": "address"
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
      },
      {
        "indexed": false,
        "internalType": "uint256",
        "name": "base",
        "type": "uint256"
      },
      {
        "indexed": false,
        "internalType": "uint256",
        "name": "quote",
        "type": "uint256"
      },
      {
        "indexed": false,
        "internalType": "uint256",
        "name": "lp",
        "type": "uint256"
      },
      {
        "indexed": false,
        "internalType": "uint256",
        "name": "locked",
        "type": "uint256"
      }
    ],
    "name": "PoolCreated",
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
            "name": "operator",
            "type": "address"
          },
          {
            "internalType": "uint64[]",
            "name": "prices",
            "type": "uint64[]"
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
            "internalType": "uint64",
            "name": "minReferencePrice",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "maxReferencePrice",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "deadline",
            "type": "uint64"
          },
          {
            "internalType": "string",
            "name": "name",
            "type": "string"
          },
          {
            "internalType": "string",
            "name": "symbol",
            "type": "string"
          },
          {
            "internalType": "bytes32",
            "name": "salt",
            "type": "bytes32"
          }
        ],
        "internalType": "struct PoolParams",
        "name": "params",
        "type": "tuple"
      }
    ],
    "name": "createPool",
    "outputs": [
      {
        "internalType": "address",
        "name": "pool",
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
        "name": "founder",
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
            "name": "operator",
            "type": "address"
          },
          {
            "internalType": "uint64[]",
            "name": "prices",
            "type": "uint64[]"
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
            "internalType": "uint64",
            "name": "minReferencePrice",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "maxReferencePrice",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "deadline",
            "type": "uint64"
          },
          {
            "internalType": "string",
            "name": "name",
            "type": "string"
          },
          {
            "internalType": "string",
            "name": "symbol",
            "type": "string"
          },
          {
            "internalType": "bytes32",
            "name": "salt",
            "type": "bytes32"
          }
        ],
        "internalType": "struct PoolParams",
        "name": "params",
        "type": "tuple"
      }
    ],
    "name": "predictPool",
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
            "name": "operator",
            "type": "address"
          },
          {
            "internalType": "uint64[]",
            "name": "prices",
            "type": "uint64[]"
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
            "internalType": "uint64",
            "name": "minReferencePrice",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "maxReferencePrice",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "deadline",
            "type": "uint64"
          },
          {
            "internalType": "string",
            "name": "name",
            "type": "string"
          },
          {
            "internalType": "string",
            "name": "symbol",
            "type": "string"
          },
          {
            "internalType": "bytes32",
            "name": "salt",
            "type": "bytes32"
          }
        ],
        "internalType": "struct PoolParams",
        "name": "params",
        "type": "tuple"
      }
    ],
    "name": "previewCreate",
    "outputs": [
      {
        "internalType": "uint256",
        "name": "base",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "quote",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "lp",
        "type": "uint256"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  }
] as const
