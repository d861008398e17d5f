import { child, children, type Node, text, walk } from './ast.ts'

/** A contract by source and name: `contracts/Exchange.sol:Exchange`. */
export type ContractId = string

/** Which code ends up in which contract, by inheritance, library calls and creation. */
export class CodeGraph {
  readonly #edges = new Map<string, Set<string>>()
  /** Contracts that can be deployed. */
  readonly deployable = new Set<ContractId>()

  constructor(units: Readonly<Record<string, Node>>) {
    const owners = new Map<number, Node>()
    const names = new Map<Node, string>()
    /** By name alone, as `vm.getCode` is asked for them. */
    const artifacts = new Map<string, Node>()
    for (const [source, unit] of Object.entries(units)) {
      for (const top of children(unit, 'nodes')) {
        names.set(top, `${source}:${text(top, 'name')}`)
        if (source.startsWith('contracts/')) artifacts.set(text(top, 'name'), top)
        walk(top, (node) => {
          if (typeof node.id === 'number') owners.set(node.id, top)
          return true
        })
      }
    }
    for (const [top, name] of names) {
      const isContract = top.nodeType === 'ContractDefinition'
      if (isContract && text(top, 'contractKind') === 'contract' && top.abstract !== true) this.deployable.add(name)
      const bases = isContract ? (top.linearizedBaseContracts as number[]) : []
      const targets = [...bases.map((id) => owners.get(id)), ...used(top, owners, artifacts, new Set(bases))]
      this.#edges.set(
        name,
        new Set(targets.flatMap((target) => (target === undefined ? [] : [names.get(target) ?? '']))),
      )
    }
  }

  /** All that `from` contain or create, themselves included. */
  reach(from: Iterable<string>): Set<string> {
    const reached = new Set<string>()
    const open = [...from]
    for (let name = open.pop(); name !== undefined; name = open.pop()) {
      if (reached.has(name)) continue
      reached.add(name)
      open.push(...(this.#edges.get(name) ?? []))
    }
    return reached
  }

  /** Source files whose code is in a contract. */
  filesOf(contract: ContractId): Set<string> {
    return new Set([...this.reach([contract])].map(sourceOf))
  }

  contractsIn(source: string): ContractId[] {
    return [...this.#edges.keys()].filter((name) => sourceOf(name) === source)
  }
}

export function sourceOf(contract: ContractId): string {
  return contract.slice(0, contract.lastIndexOf(':'))
}

/** Owners of the code that a contract or free function takes in. A call of another contract takes in nothing. */
function used(
  top: Node,
  owners: ReadonlyMap<number, Node>,
  artifacts: ReadonlyMap<string, Node>,
  bases: ReadonlySet<number>,
): Node[] {
  const found: Node[] = []
  const take = (id: unknown, created: boolean) => {
    const owner = typeof id === 'number' ? owners.get(id) : undefined
    if (owner === undefined || owner === top) return
    const isOther = owner.nodeType === 'ContractDefinition' && text(owner, 'contractKind') !== 'library'
    if (created || !isOther || bases.has(owner.id)) found.push(owner)
  }
  walk(top, (node, parents) => {
    const embeds = node.nodeType === 'NewExpression' || /^(creation|runtime)Code$/.test(text(node, 'memberName'))
    if (embeds) {
      walk(node, (inner) => {
        take(inner.referencedDeclaration, true)
        return true
      })
    }
    take(node.referencedDeclaration, false)
    const artifact = node.nodeType === 'Literal' ? artifacts.get(text(node, 'value')) : undefined
    if (artifact !== undefined && artifact !== top) found.push(artifact)
    // An operator defined for a type names its function.
    take(node.function, false)
    const definition = child(node, 'definition')
    if (parents.at(-1)?.nodeType === 'UsingForDirective') take(definition?.referencedDeclaration, false)
    return true
  })
  return found
}
