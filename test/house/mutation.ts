import { expect } from 'chai'
import { type Node, walk } from '../../scripts/deep/mutants/ast.ts'
import { CREATE_FILE, CREATE_SOURCE, detach } from '../../scripts/deep/mutants/detach.ts'
import { type Mutant, mutantsOf } from '../../scripts/deep/mutants/enumerate.ts'
import { CodeGraph } from '../../scripts/deep/mutants/graph.ts'
import { judgedTwice } from '../../scripts/deep/mutants/judgedTwice.ts'
import { quotas, Sample } from '../../scripts/deep/mutants/sample.ts'
import { compile, errorsOf } from '../../scripts/deep/mutants/solc.ts'
import { compare } from '../../scripts/deep/mutants/survivors.ts'

/** Syntax trees of sources that must compile. */
function parse(files: Record<string, string>): Record<string, Node> {
  const sources = Object.fromEntries(Object.entries(files).map(([name, content]) => [name, { content }]))
  const output = compile(sources, {}, { '*': { '': ['ast'], '*': ['abi'] } })
  expect(errorsOf(output)).to.deep.equal([])
  return Object.fromEntries(Object.entries(output.sources ?? {}).map(([name, { ast }]) => [name, ast]))
}

function mutate(content: string): Mutant[] {
  return mutantsOf('A.sol', Buffer.from(content), parse({ 'A.sol': content }))
}

/** Changes made to the body of a function of two numbers and a flag. */
function changes(body: string, more = ''): string[] {
  const source = `library A {
    error Wrong(uint256 a, uint256 b);
    event Seen(uint256 a, uint256 b);
    ${more}
    function f(uint256 a, uint256 b, bool c) internal returns (uint256 r) { ${body} }
  }`
  return mutate(source)
    .filter(({ within }) => within === 'A.f')
    .map(({ original, mutant }) => `${original} => ${mutant}`)
}

describe('mutants', () => {
  it('swap arithmetic, and zero what is returned', () => {
    expect(changes('return a + b;')).to.have.members(['return a + b => return 0', 'a + b => a - b'])
    expect(changes('r = a * b;')).to.have.members(['r = a * b; => {}', 'a * b => a / b'])
    expect(changes('r = a << 2;')).to.have.members([
      'r = a << 2; => {}',
      'a << 2 => a >> 2',
      'a << 2 => a << 3',
      'a << 2 => a << 1',
    ])
  })

  it('move boundaries and turn comparisons round', () => {
    expect(changes('if (a < b) revert Wrong(a, b);')).to.have.members([
      'if (a < b) revert Wrong(a, b) => if (true) revert Wrong(a, b)',
      'if (a < b) revert Wrong(a, b) => if (false) revert Wrong(a, b)',
      'a < b => a <= b',
      'a < b => a >= b',
    ])
    expect(changes('c = a == b;')).to.have.members(['c = a == b; => {}', 'a == b => a != b'])
    expect(changes('c = !c && a >= b;')).to.have.members([
      'c = !c && a >= b; => {}',
      '!c && a >= b => !c || a >= b',
      '!c => c',
      'a >= b => a > b',
      'a >= b => a < b',
    ])
  })

  it('take requirements out, and leave what errors say alone', () => {
    expect(changes('require(a > b, Wrong(a - b, b));')).to.have.members([
      'require(a > b, Wrong(a - b, b)); => {}',
      'a > b => a >= b',
      'a > b => a <= b',
    ])
  })

  it('change assignments, steps and constants', () => {
    expect(changes('r += 7; --a;')).to.have.members([
      'r += 7; => {}',
      'r += 7 => r -= 7',
      'r += 7 => r += 8',
      'r += 7 => r += 6',
      '--a; => {}',
      '--a => ++a',
    ])
    expect(changes('r = 1e18;')).to.have.members([
      'r = 1e18; => {}',
      'r = 1e18 => r = (1e18 + 1)',
      'r = 1e18 => r = (1e18 - 1)',
    ])
  })

  it('swap branches, arguments of one type and the direction of rounding', () => {
    expect(changes('r = c ? a : b;')).to.have.members(['r = c ? a : b; => {}', 'c ? a : b => c ? b : a'])
    const library = `function ofDown(uint256 x, uint256 y) internal pure returns (uint256) { return x / y; }
      function ofUp(uint256 x, uint256 y) internal pure returns (uint256) { return (x + y - 1) / y; }`
    expect(changes('r = ofDown(a, b);', library)).to.have.members([
      'r = ofDown(a, b); => {}',
      'ofDown(a, b) => ofDown(b, a)',
      'ofDown(a, b) => ofUp(a, b)',
    ])
  })

  it('keep events, but may mix up what they say', () => {
    expect(changes('emit Seen(a, b);')).to.deep.equal(['Seen(a, b) => Seen(b, a)'])
  })

  it('reach into assembly', () => {
    expect(changes('assembly { r := add(a, 1) }')).to.have.members([
      'r := add(a, 1) => {}',
      'add(a, 1) => sub(a, 1)',
      'add(a, 1) => add(a, 2)',
      'add(a, 1) => add(a, 0)',
    ])
  })

  it('never touch comments, strings or what stands around, whatever their letters', () => {
    const source = `// a + b ≤ c — “+”
      library A {
        /* naïve: a + b */ function f(uint256 a, uint256 b) internal pure returns (uint256) {
          return a /* + */ + /* – */ b; // a + b
        }
        function g() internal pure returns (string memory) { return unicode"a + b == ü"; }
      }`
    const mutants = mutate(source)
    expect(mutants.map(({ content }) => content)).to.have.members([
      source.replace('a /* + */ + /*', 'a /* + */ - /*'),
      source.replace('return a /* + */ + /* – */ b;', 'return 0;'),
    ])
    expect(mutants.map(({ line }) => line)).to.deep.equal([4, 4])
  })

  it('are told apart within a function, and by nothing that moves with lines', () => {
    const source = 'library A { function f(uint256 a) internal pure returns (uint256 r) { r = a + a; r = a + a; } }'
    const swaps = (content: string) =>
      mutate(content)
        .filter(({ mutant }) => mutant === 'a - a')
        .map(({ within, original, occurrence }) => ({ within, original, occurrence }))
    const expected = [1, 2].map((occurrence) => ({ within: 'A.f', original: 'a + a', occurrence }))
    expect(swaps(source)).to.deep.equal(expected)
    expect(swaps(`\n\n${source.replaceAll('; ', ';\n')}`)).to.deep.equal(expected)
  })
})

const mutantIn = (file: string, line: number): Mutant => ({
  file,
  line,
  within: 'A.f',
  original: 'a + b',
  mutant: 'a - b',
  occurrence: line,
  content: '',
})

describe('sample of mutants', () => {
  const all = ['a', 'a', 'a', 'a', 'a', 'a', 'b', 'b', 'b', 'c'].map((file, i) => mutantIn(file, i + 1))
  const draw = (sample: Sample) => {
    const drawn: Mutant[] = []
    for (let mutant = sample.take(); mutant !== undefined; mutant = sample.take()) drawn.push(mutant)
    return drawn
  }

  it('is spread over files in proportion to their mutants', () => {
    // Of 5 places: 6/10, 3/10 and 1/10 are 3, 1.5 and 0.5; the first of the two halves takes the last place.
    const sizes = new Map([
      ['a', 6],
      ['b', 3],
      ['c', 1],
    ] as const)
    expect([...quotas(sizes, 5)]).to.deep.equal([
      ['a', 3],
      ['b', 2],
      ['c', 0],
    ])
    expect(
      draw(new Sample(all, 5, 1))
        .map(({ file }) => file)
        .sort(),
    ).to.deep.equal(['a', 'a', 'a', 'b', 'b'])
  })

  it('is the same for the same seed only', () => {
    expect(draw(new Sample(all, 5, 1))).to.deep.equal(draw(new Sample(all, 5, 1)))
    expect(draw(new Sample(all, 10, 1))).not.to.deep.equal(draw(new Sample(all, 10, 2)))
    expect(draw(new Sample(all, 99, 1))).to.have.members(all)
  })

  it('replaces what does not count within its file first', () => {
    const sample = new Sample(all, 5, 1)
    const [first] = draw(sample).filter(({ file }) => file === 'b')
    sample.replace(first as Mutant)
    expect(draw(sample).map(({ file }) => file)).to.deep.equal(['b'])
    for (let i = 0; i < 9; i++) sample.replace(first as Mutant)
    expect(draw(sample)).to.have.length(4)
  })
})

describe('a runner that breaks', () => {
  const mutant = mutantIn('a', 1)
  const { log } = console
  afterEach(() => {
    console.log = log
  })

  /** Judge by a runner that breaks so many times, and see what is said of it. */
  async function judged(breaks: number) {
    const said: string[] = []
    console.log = (line: string) => said.push(line)
    let runs = 0
    const verdict = await judgedTwice(mutant, async () => {
      if (++runs <= breaks) throw new Error(`break ${runs}`)
      return { by: undefined }
    })
    return { verdict, runs, said }
  }

  it('is begun anew once, and then gives no verdict', async () => {
    expect(await judged(0)).to.deep.equal({ verdict: { by: undefined }, runs: 1, said: [] })
    expect(await judged(1)).to.deep.equal({ verdict: { by: undefined }, runs: 2, said: [] })
    const said = ['the runner broke on a A.f: a + b -> a - b: break 2']
    expect(await judged(2)).to.deep.equal({ verdict: undefined, runs: 2, said })
  })
})

describe('survivors', () => {
  it('are compared with the accepted ones by what they are, not where', () => {
    const accepted = { file: 'a', within: 'A.f', original: 'a + b', mutant: 'a - b', reason: 'because' }
    const mutant = { ...mutantIn('a', 70), occurrence: 1 }
    expect(compare([accepted], [mutant], [], [mutant]).unlisted).to.deep.equal([])
    expect(compare([], [mutant], [], [mutant]).unlisted).to.deep.equal([mutant])
    expect(compare([accepted], [], [mutant], [mutant]).killed).to.deep.equal([accepted])
    expect(compare([accepted], [], [], []).gone).to.deep.equal([accepted])
    expect(compare([{ ...accepted, within: 'A.g' }], [mutant], [], [mutant]).unlisted).to.deep.equal([mutant])
  })
})

describe('code of contracts', () => {
  const files = {
    'L.sol': 'library L { function f() internal pure returns (uint256) { return 1; } }',
    'B.sol':
      'import { L } from "./L.sol"; contract B { constructor(uint256) {} function g() external pure returns (uint256) { return L.f(); } }',
    'U.sol':
      'import { B } from "./B.sol"; contract U { function h(B b) external pure returns (uint256) { return b.g(); } }',
    'T.sol': `import { B } from "./B.sol";
      contract Outer { constructor(B) {} }
      contract T { Outer o = new Outer(new B(7)); function t() external { try new B(8) returns (B) {} catch {} } }
      contract V { function v() external returns (B) { return new B(9); } }`,
  }

  it('is what they inherit, call in libraries and create, not what they call', () => {
    const graph = new CodeGraph(parse(files))
    expect([...graph.filesOf('B.sol:B')]).to.have.members(['B.sol', 'L.sol'])
    expect([...graph.filesOf('U.sol:U')]).to.have.members(['U.sol'])
    expect([...graph.filesOf('T.sol:V')]).to.have.members(['T.sol', 'B.sol', 'L.sol'])
  })

  it('is what they take from artifacts by name, too', () => {
    const named = `interface Vm { function getCode(string calldata) external view returns (bytes memory); }
      contract T { function t(Vm vm) external view returns (bytes memory) { return vm.getCode("C"); } }`
    const graph = new CodeGraph(parse({ 'contracts/C.sol': 'contract C {} contract D {}', 'test/T.sol': named }))
    expect([...graph.reach(['test/T.sol:T'])])
      .to.include('contracts/C.sol:C')
      .and.not.include('contracts/C.sol:D')
  })

  it('leaves tests that are detached from what they create, save where only `new` will do', () => {
    const units = parse(files)
    const detached = detach(Buffer.from(files['T.sol']), units['T.sol'] as Node, units)
    const after = parse({ ...files, 'T.sol': detached, [CREATE_FILE]: CREATE_SOURCE })
    const graph = new CodeGraph(after)
    expect([...graph.filesOf('T.sol:V')]).to.have.members(['T.sol', CREATE_FILE])
    expect([...graph.filesOf('T.sol:T')]).to.include('B.sol')
    let created = 0
    walk(after['T.sol'] as Node, ({ nodeType }) => {
      if (nodeType === 'NewExpression') created++
      return true
    })
    expect(created).to.equal(1)
    expect(detached).to.contain(
      'createFromArtifact("project/T.sol:Outer", abi.encode(B(createFromArtifact("project/B.sol:B"',
    )
  })
})
