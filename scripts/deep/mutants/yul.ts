import { child, type Node, rangeOf, text, walk } from './ast.ts'
import type { Edit } from './operators.ts'

const BUILTIN: Readonly<Record<string, string>> = {
  add: 'sub',
  sub: 'add',
  mul: 'div',
  div: 'mul',
  lt: 'gt',
  gt: 'lt',
  slt: 'sgt',
  sgt: 'slt',
  shl: 'shr',
  shr: 'shl',
  and: 'or',
  or: 'and',
  xor: 'and',
}

/** The same operators inside assembly. */
export function yulEdits(root: Node, source: Buffer): Edit[] {
  const found: Edit[] = []
  walk(root, (node, parents) => {
    const whole = rangeOf(node)
    const parent = parents.at(-1)
    const isOperand = node.nodeType === 'YulLiteral' && parent?.nodeType === 'YulFunctionCall'
    const shown = isOperand ? rangeOf(parent) : whole
    const edit = (range: Edit['range'], replacement: string) => found.push({ node: shown, range, replacement })
    const callee = child(node, 'functionName') ?? node
    const other = BUILTIN[text(callee, 'name')]
    if (node.nodeType === 'YulFunctionCall' && other !== undefined) edit(rangeOf(callee), other)
    if (node.nodeType === 'YulFunctionCall' && text(callee, 'name') === 'iszero') {
      const inner = Array.isArray(node.arguments) ? (node.arguments[0] as Node | undefined) : undefined
      if (inner !== undefined) edit(whole, source.subarray(rangeOf(inner).start, rangeOf(inner).end).toString())
    }
    if (node.nodeType === 'YulLiteral' && text(node, 'kind') === 'number') {
      const value = BigInt(text(node, 'value'))
      edit(whole, String(value + 1n))
      if (value !== 0n) edit(whole, String(value - 1n))
    }
    if (node.nodeType === 'YulIf') {
      const test = child(node, 'condition')
      if (test !== undefined) for (const value of ['0', '1']) edit(rangeOf(test), value)
    }
    const call = text(child(child(node, 'expression'), 'functionName'), 'name')
    const isLog = node.nodeType === 'YulExpressionStatement' && call.startsWith('log')
    const isStatement = node.nodeType === 'YulExpressionStatement' || node.nodeType === 'YulAssignment'
    if (isStatement && !isLog && parent?.nodeType === 'YulBlock') edit(whole, '{}')
    return true
  })
  return found
}
