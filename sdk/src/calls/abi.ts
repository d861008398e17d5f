// What viem and abitype infer from an ABI, for as much of an ABI as ours have: so that who has ethers alone has types as well.

/** An account or a contract. */
export type Address = `0x${string}`
/** Bytes. */
export type Hex = `0x${string}`
/** Of a transaction. */
export type Hash = `0x${string}`

/** A parameter of a function, an event or an error; `components` are those of a struct. */
export interface AbiParameter {
  readonly name?: string | undefined
  readonly type: string
  readonly components?: readonly AbiParameter[] | undefined
}

/** A parameter of an event. */
export interface AbiEventParameter extends AbiParameter {
  readonly indexed?: boolean
}

/** A function. */
export interface AbiFunction {
  readonly type: 'function'
  readonly name: string
  readonly inputs: readonly AbiParameter[]
  readonly outputs: readonly AbiParameter[]
  readonly stateMutability: 'pure' | 'view' | 'nonpayable' | 'payable'
}

/** An event. */
export interface AbiEvent {
  readonly type: 'event'
  readonly name: string
  readonly inputs: readonly AbiEventParameter[]
  readonly anonymous?: boolean
}

/** An error. */
export interface AbiError {
  readonly type: 'error'
  readonly name: string
  readonly inputs: readonly AbiParameter[]
}

/** Functions, events and errors of a contract. */
export type Abi = readonly (AbiFunction | AbiEvent | AbiError)[]

/** A parameter's value: integers up to 48 bits as numbers, wider ones as bigints, structs as objects. */
export type ValueOf<parameter extends AbiParameter> = parameter['type'] extends `${infer item}[${infer length}]`
  ? ArrayOf<ValueOf<{ readonly type: item; readonly components: parameter['components'] }>, length>
  : parameter['type'] extends 'address' | `bytes${string}`
    ? `0x${string}`
    : parameter['type'] extends `${'u' | ''}int${infer bits}`
      ? bits extends SmallBits
        ? number
        : bigint
      : parameter['type'] extends 'bool'
        ? boolean
        : parameter['type'] extends 'string'
          ? string
          : parameter['components'] extends readonly AbiParameter[]
            ? RecordOf<parameter['components']>
            : unknown

type ArrayOf<item, length extends string, items extends readonly item[] = []> = length extends ''
  ? readonly item[]
  : `${items['length']}` extends length
    ? Readonly<items>
    : ArrayOf<item, length, [...items, item]>

type SmallBits = '8' | '16' | '24' | '32' | '40' | '48'

/** Values by the names of their parameters. */
export type RecordOf<parameters extends readonly AbiParameter[]> = {
  [each in parameters[number] as each['name'] & string]: ValueOf<each>
}

/** Values in the order of their parameters. */
export type ValuesOf<parameters extends readonly AbiParameter[]> = {
  readonly [index in keyof parameters]: ValueOf<parameters[index]>
}

/** What a function returns: nothing, one value, or several. */
export type Returned<item extends AbiFunction> = item['outputs'] extends readonly []
  ? undefined
  : item['outputs'] extends readonly [infer only extends AbiParameter]
    ? ValueOf<only>
    : ValuesOf<item['outputs']>

/** Arguments of an event by name. */
export type EventArgs<item extends AbiEvent> = Readonly<RecordOf<item['inputs']>>
