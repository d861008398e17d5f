import { lensBytecode } from '../abis/lensBytecode.ts'
import type { Address, Hex } from './abi.ts'

/** What creates a lens of an exchange. */
export function lensCode(exchange: Address): Hex {
  return `${lensBytecode}${exchange.slice(2).padStart(64, '0')}`
}

/**
 * A program that creates a contract of `code`, calls it with `data` and returns, or reverts with, what that did: for an
 * `eth_call` without recipient, which keeps nothing of it.
 */
export function creationOf(code: Hex, data: Hex): Hex {
  const [created, asked] = [(code.length - 2) / 2, (data.length - 2) / 2]
  const program = [
    // Code to memory, create it, and revert without data if that fails.
    ...[push(3, created), push(2, LENGTH), PUSH0, CODECOPY, push(3, created), PUSH0, PUSH0, CREATE],
    ...[DUP1, push(1, CREATED_AT), JUMPI, PUSH0, PUSH0, REVERT, JUMPDEST],
    // Data to memory, and call what was created with all the gas there is.
    ...[push(3, asked), push(3, LENGTH + created), PUSH0, CODECOPY],
    ...[PUSH0, PUSH0, push(3, asked), PUSH0, PUSH0, DUP6, GAS, CALL],
    // Its answer to memory, and out.
    ...[RETURNDATASIZE, PUSH0, PUSH0, RETURNDATACOPY, push(1, DONE_AT), JUMPI],
    ...[RETURNDATASIZE, PUSH0, REVERT, JUMPDEST, RETURNDATASIZE, PUSH0, RETURN],
  ]
  return `0x${program.join('')}${code.slice(2)}${data.slice(2)}`
}

/** Bytes of the program, and where its two jumps lead. */
const LENGTH = 59
const CREATED_AT = 23
const DONE_AT = 55

const CODECOPY = '39'
const RETURNDATASIZE = '3d'
const RETURNDATACOPY = '3e'
const JUMPI = '57'
const GAS = '5a'
const JUMPDEST = '5b'
const PUSH0 = '5f'
const DUP1 = '80'
const DUP6 = '85'
const CREATE = 'f0'
const CALL = 'f1'
const RETURN = 'f3'
const REVERT = 'fd'

function push(bytes: number, value: number): string {
  return `${(0x5f + bytes).toString(16)}${value.toString(16).padStart(2 * bytes, '0')}`
}
