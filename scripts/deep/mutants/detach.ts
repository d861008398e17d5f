import { child, children, type Node, rangeOf, text, typeOf, walk } from './ast.ts'

/** The file that detached tests import. */
export const CREATE_FILE = 'mutation/Create.sol'
export const CREATE_SOURCE = `// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

interface Artifacts {
    function getCode(string calldata artifact) external view returns (bytes memory);
}

function createFromArtifact(string memory artifact, bytes memory args) returns (address payable created) {
    bytes memory code = bytes.concat(Artifacts(0x7109709ECfa91a80626fF3989D68f67F5b1DD12D).getCode(artifact), args);
    assembly ("memory-safe") {
        created := create(0, add(code, 32), mload(code))
        if iszero(created) {
            returndatacopy(0, 0, returndatasize())
            revert(0, returndatasize())
        }
    }
}
`

/**
 * A test source whose `new C(…)` became a creation from C's artifact: the test need not be compiled again when C changes,
 * and compiling tests is most of the time. What cannot be written so (salt, value, `try new`) stays as it is.
 */
export function detach(source: Buffer, unit: Node, units: Readonly<Record<string, Node>>): string {
  const contracts = new Map<number, string>()
  for (const [name, { nodes }] of Object.entries(units)) {
    for (const top of (nodes as Node[] | undefined) ?? []) contracts.set(top.id, `${name}:${text(top, 'name')}`)
  }
  const slice = (start: number, end: number) => source.subarray(start, end).toString()
  const edits: { start: number; end: number; replacement: string }[] = []
  walk(unit, (node, parents) => {
    const created = child(child(node, 'expression', 'NewExpression'), 'typeName', 'UserDefinedTypeName')
    const id = contracts.get(created?.referencedDeclaration as number)
    const named = Array.isArray(node.names) && node.names.length > 0
    if (node.nodeType !== 'FunctionCall' || named || created === undefined || id === undefined) return true
    if (parents.at(-1)?.nodeType === 'TryStatement') return true
    const args = children(node, 'arguments')
    if (takesFixedBytes(node) && args.some((arg) => typeOf(arg).startsWith('literal_string'))) return true
    const { start, end } = rangeOf(node)
    const [first, last] = [args[0], args.at(-1)]
    const name = slice(rangeOf(created).start, rangeOf(created).end)
    const opening = `${name}(createFromArtifact("project/${id}", `
    if (first === undefined || last === undefined) edits.push({ start, end, replacement: `${opening}""))` })
    else {
      edits.push({ start, end: rangeOf(first).start, replacement: `${opening}abi.encode(` })
      edits.push({ start: rangeOf(last).end, end, replacement: ')))' })
    }
    return true
  })
  if (edits.length === 0) return source.toString()
  let at = 0
  let detached = ''
  for (const { start, end, replacement } of edits.sort((a, b) => a.start - b.start)) {
    detached += slice(at, start) + replacement
    at = end
  }
  return `${detached}${slice(at, source.length)}\nimport { createFromArtifact } from "${CREATE_FILE}";\n`
}

/** `abi.encode` would take a literal for a string where the constructor takes fixed bytes. */
function takesFixedBytes(call: Node): boolean {
  return /\bbytes\d/.test(typeOf(child(call, 'expression')))
}
