import { child, children, type Node, type Range, rangeOf, text, typeOf, walk } from './ast.ts'
import { yulEdits } from './yul.ts'

/** A change to a source: `range` is replaced; `node` is what a reader is shown. */
export interface Edit {
  readonly node: Range
  readonly range: Range
  readonly replacement: string
}

/** What the operators know about the file they work on. */
export interface Scope {
  readonly source: Buffer
  /** Whether the contract that declares the function with this id has another one so named, with as many parameters. */
  hasSibling(functionId: number, name: string): boolean
}

const BINARY: Readonly<Record<string, readonly string[]>> = {
  '+': ['-'],
  '-': ['+'],
  '*': ['/'],
  '/': ['*'],
  '%': ['*'],
  '**': ['*'],
  '<': ['<=', '>='],
  '<=': ['<', '>'],
  '>': ['>=', '<='],
  '>=': ['>', '<'],
  '==': ['!='],
  '!=': ['=='],
  '&&': ['||'],
  '||': ['&&'],
  '&': ['|'],
  '|': ['&'],
  '^': ['&'],
  '<<': ['>>'],
  '>>': ['<<'],
}
const ASSIGNMENT: Readonly<Record<string, string>> = {
  '+=': '-=',
  '-=': '+=',
  '*=': '/=',
  '/=': '*=',
  '%=': '*=',
  '|=': '&=',
  '&=': '|=',
  '^=': '|=',
  '<<=': '>>=',
  '>>=': '<<=',
}
const PARTNERS: readonly (readonly [RegExp, string])[] = [
  [/Up$/, 'Down'],
  [/Down$/, 'Up'],
  [/Up$/, ''],
  [/([Dd]iv)$/, '$1Up'],
  [/^min$/, 'max'],
  [/^max$/, 'min'],
]
/** Swapping arguments of these changes nothing. */
const COMMUTATIVE = /^(min|max|fullMulDiv|mulDiv|saturating(Add|Mul)|addmod|mulmod)/
const CHECKS = ['require', 'assert']

/** Every edit inside one function, modifier or constant. */
export function edits(root: Node, scope: Scope): Edit[] {
  const found: Edit[] = []
  walk(root, (node, parents) => {
    const parent = parents.at(-1)
    if (isErrorArgument(node, parents)) return false
    // Lengths of array types, and the types themselves, are no behaviour.
    if (/TypeName$|^Mapping$|^OverrideSpecifier$|^StructuredDocumentation$/.test(node.nodeType)) return false
    if (node.nodeType === 'InlineAssembly') {
      const tree = child(node, 'AST')
      if (tree !== undefined) found.push(...yulEdits(tree, scope.source))
      return false
    }
    for (const [range, replacement] of changes(node, parent, parents, scope)) {
      found.push({ node: shown(node, parent, range), range, replacement })
    }
    return true
  })
  return found
}

/** What names a change to a reader: the expression or statement around it, if that is short. */
function shown(node: Node, parent: Node | undefined, range: Range): Range {
  const around = rangeOf(node.nodeType === 'Literal' && parent !== undefined ? parent : node)
  const holds = around.start <= range.start && around.end >= range.end
  return holds && around.end - around.start <= 120 ? around : range
}

/** What a custom error says about a failure is not behaviour that this run judges. */
function isErrorArgument(node: Node, parents: readonly Node[]): boolean {
  const parent = parents.at(-1)
  if (parent?.nodeType === 'RevertStatement') return true
  return parent !== undefined && isCheck(parent) && children(parent, 'arguments').indexOf(node) === 1
}

function isCheck(call: Node | undefined): boolean {
  return call?.nodeType === 'FunctionCall' && CHECKS.includes(text(child(call, 'expression', 'Identifier'), 'name'))
}

type Change = readonly [Range, string]

function changes(node: Node, parent: Node | undefined, parents: readonly Node[], scope: Scope): Change[] {
  const whole = rangeOf(node)
  switch (node.nodeType) {
    case 'BinaryOperation': {
      const at = between(node, 'leftExpression', 'rightExpression', text(node, 'operator'), scope)
      return at === undefined ? [] : (BINARY[text(node, 'operator')] ?? []).map((other) => [at, other])
    }
    case 'Assignment': {
      const operator = text(node, 'operator')
      const at = between(node, 'leftHandSide', 'rightHandSide', operator, scope)
      const other = ASSIGNMENT[operator]
      return at === undefined || other === undefined ? [] : [[at, other]]
    }
    case 'UnaryOperation':
      return unary(node)
    case 'Literal':
      return literal(node, parent, scope)
    case 'Conditional': {
      const [yes, no] = [child(node, 'trueExpression'), child(node, 'falseExpression')]
      return yes && no ? [swap(yes, no, scope)] : []
    }
    case 'IfStatement':
      return condition(node, ['true', 'false'])
    case 'WhileStatement':
    case 'ForStatement':
      return condition(node, ['false'])
    case 'Return':
      return returned(child(node, 'expression'), scope)
    case 'ExpressionStatement':
      return deleted(node, parent) ? [[statement(whole, scope), '{}']] : []
    case 'RevertStatement':
      // Below an `if`, its condition made false says the same.
      return parents.some(({ nodeType }) => nodeType === 'IfStatement') ? [] : [[statement(whole, scope), '{}']]
    case 'Continue':
      return [[statement(whole, scope), '{}']]
    case 'ModifierInvocation': {
      const name = text(child(node, 'modifierName'), 'name')
      // Re-entrancy guards stand behind code that writes first and calls last: tests of their own show them.
      return text(node, 'kind') === 'modifierInvocation' && !name.startsWith('nonReentrant') ? [[whole, '']] : []
    }
    case 'FunctionCall':
      return [...swappedArguments(node, scope), ...partner(node, scope)]
    case 'MemberAccess': {
      const other = { Ceil: 'Floor', Floor: 'Ceil' }[text(node, 'memberName')]
      return other !== undefined && typeOf(node).includes('Rounding') ? [[nameOf(node), other]] : []
    }
    default:
      return []
  }
}

/** Where an operator stands between its operands, comments aside. */
function between(node: Node, left: string, right: string, operator: string, scope: Scope): Range | undefined {
  const [before, after] = [child(node, left), child(node, right)]
  if (!before || !after) return undefined
  const from = rangeOf(before).end
  const gap = scope.source.subarray(from, rangeOf(after).start).toString('latin1')
  const blank = gap.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, (comment) => ' '.repeat(comment.length))
  const at = blank.indexOf(operator)
  return at < 0 ? undefined : { start: from + at, end: from + at + operator.length }
}

function unary(node: Node): Change[] {
  const { start, end } = rangeOf(node)
  const operator = text(node, 'operator')
  const at = node.prefix === false ? { start: end - operator.length, end } : { start, end: start + operator.length }
  const other = { '++': '--', '--': '++', '!': '', '-': '', '~': '' }[operator]
  return other === undefined ? [] : [[at, other]]
}

function literal(node: Node, parent: Node | undefined, scope: Scope): Change[] {
  const kind = text(node, 'kind')
  const written = slice(rangeOf(node), scope)
  if (kind === 'bool') return [[rangeOf(node), written === 'true' ? 'false' : 'true']]
  // An address is a number with a checksum.
  if (kind !== 'number' || typeOf(node).startsWith('address')) return []
  // `-1` is changed as a whole where it is a unary minus.
  if (parent?.nodeType === 'UnaryOperation' && text(parent, 'operator') === '-') return []
  if (!/^\d+$/.test(written))
    return [
      [rangeOf(node), `(${written} + 1)`],
      [rangeOf(node), `(${written} - 1)`],
    ]
  const value = BigInt(written)
  const others = value === 0n ? [1n] : [value + 1n, value - 1n]
  return others.map((other) => [rangeOf(node), String(other)])
}

function condition(node: Node, values: readonly string[]): Change[] {
  const test = child(node, 'condition')
  return test === undefined || test.nodeType === 'Literal' ? [] : values.map((value) => [rangeOf(test), value])
}

function returned(expression: Node | undefined, scope: Scope): Change[] {
  if (expression === undefined) return []
  if (expression.nodeType === 'TupleExpression' && children(expression, 'components').length > 1) {
    return children(expression, 'components').flatMap((part) => returned(part, scope))
  }
  const type = typeOf(expression)
  const written = slice(rangeOf(expression), scope)
  if (type === 'bool' && expression.nodeType !== 'Literal') return [[rangeOf(expression), `!(${written})`]]
  if (/^u?int\d*$/.test(type) && written !== '0') return [[rangeOf(expression), '0']]
  if (/^bytes\d+$/.test(type) && expression.nodeType !== 'Literal') return [[rangeOf(expression), `${type}(0)`]]
  if (type === 'address' && written !== 'address(0)') return [[rangeOf(expression), 'address(0)']]
  return []
}

function deleted(statement: Node, parent: Node | undefined): boolean {
  // The step of a `for` is an expression statement too, but nothing can stand for it.
  if (parent?.nodeType === 'ForStatement' && child(parent, 'loopExpression') === statement) return false
  const expression = child(statement, 'expression')
  if (expression?.nodeType === 'FunctionCall') return true
  return expression?.nodeType === 'Assignment' || expression?.nodeType === 'UnaryOperation'
}

/** Neighbouring arguments of one type, the other way round. */
function swappedArguments(call: Node, scope: Scope): Change[] {
  if (text(call, 'kind') !== 'functionCall' || children(call, 'names').length > 0) return []
  const callee = child(call, 'expression')
  const commutative = COMMUTATIVE.test(text(callee, 'memberName') || text(callee, 'name'))
  const args = children(call, 'arguments')
  return args.flatMap((left, i) => {
    const right = args[i + 1]
    if (right === undefined || (commutative && i === 0)) return []
    const same = typeOf(left) === typeOf(right) && slice(rangeOf(left), scope) !== slice(rangeOf(right), scope)
    return same ? [swap(left, right, scope)] : []
  })
}

/** The same function, rounding the other way: `mulDivUp` for `mulDivDown`. */
function partner(call: Node, scope: Scope): Change[] {
  const callee = child(call, 'expression', 'Identifier', 'MemberAccess')
  const declared = callee?.referencedDeclaration
  if (callee === undefined || typeof declared !== 'number') return []
  const name = text(callee, 'memberName') || text(callee, 'name')
  for (const [pattern, other] of PARTNERS) {
    const partnerName = name.replace(pattern, other)
    if (partnerName !== name && scope.hasSibling(declared, partnerName)) return [[nameOf(callee), partnerName]]
  }
  return []
}

/** A statement with its semicolon, which the syntax tree leaves out. */
function statement({ start, end }: Range, { source }: Scope): Range {
  const [semicolon = ''] = /^\s*;/.exec(source.subarray(end, end + 20).toString('latin1')) ?? []
  return { start, end: end + semicolon.length }
}

/** The range of the name itself: the last part of `a.b`. */
function nameOf(node: Node): Range {
  const { start, end } = rangeOf(node)
  const member = text(node, 'memberName')
  return member === '' ? { start, end } : { start: end - member.length, end }
}

function swap(left: Node, right: Node, scope: Scope): Change {
  const [a, b] = [rangeOf(left), rangeOf(right)]
  const gap = slice({ start: a.end, end: b.start }, scope)
  return [{ start: a.start, end: b.end }, slice(b, scope) + gap + slice(a, scope)]
}

function slice({ start, end }: Range, { source }: Scope): string {
  return source.subarray(start, end).toString()
}
