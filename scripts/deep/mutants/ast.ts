/** A node of solc's AST; what else it holds depends on its type. */
export interface Node {
  readonly id: number
  readonly nodeType: string
  /** `start:length:file`, in bytes. */
  readonly src: string
  readonly [key: string]: unknown
}

/** A stretch of a source file, in bytes. */
export interface Range {
  readonly start: number
  readonly end: number
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as Node).nodeType === 'string'
}

/** The node under `key`, if it holds one of the given types (or any). */
export function child(node: Node | undefined, key: string, ...types: string[]): Node | undefined {
  const value = node?.[key]
  return isNode(value) && (types.length === 0 || types.includes(value.nodeType)) ? value : undefined
}

/** The nodes listed under `key`. */
export function children(node: Node | undefined, key: string): Node[] {
  const value = node?.[key]
  return Array.isArray(value) ? value.filter(isNode) : []
}

export function text(node: Node | undefined, key: string): string {
  const value = node?.[key]
  return typeof value === 'string' ? value : ''
}

export function rangeOf({ src }: Node): Range {
  const [start = 0, length = 0] = src.split(':').map(Number)
  return { start, end: start + length }
}

/** Solidity's name of an expression's type, such as `uint256`. */
export function typeOf(node: Node | undefined): string {
  const types = node?.typeDescriptions as { typeString?: string } | undefined
  return types?.typeString ?? ''
}

/** Visit a tree, parents first; `visit` says false to leave out what is below. */
export function walk(root: Node, visit: (node: Node, parents: readonly Node[]) => boolean | undefined): void {
  const parents: Node[] = []
  const step = (value: unknown): void => {
    if (Array.isArray(value)) for (const item of value) step(item)
    else if (isNode(value)) {
      if (visit(value, parents) === false) return
      parents.push(value)
      for (const key of Object.keys(value)) if (key !== 'typeDescriptions') step(value[key])
      parents.pop()
    }
  }
  step(root)
}
