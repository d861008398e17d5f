import { expect } from 'chai'
import { gapsIn } from '../../scripts/maintain/api/coverage.ts'
import type { Declared } from '../../scripts/maintain/api/declarations.ts'

const SIGNATURE = 'function priceDown(price: bigint): bigint;'

describe('the check of comments', () => {
  const gaps = (part: Partial<Declared>, entry = 'core', others: readonly Declared[] = []) => {
    const declared = { name: 'priceDown', file: 'core/x', comment: '', code: SIGNATURE, ...part }
    const thrown = new Map([['priceDown', ['PriceError']]])
    return gapsIn([{ name: entry, own: [declared, ...others] }], thrown).map((gap) => gap.split(':')[0])
  }
  const whole = 'A price in ticks, rounded down.\n\n@throws {PriceError}\n\n@example\npriceDown(1n) // => 1n'

  it('asks nothing of a comment that says everything', () => {
    expect(gaps({ comment: whole })).to.deep.equal([])
  })

  it('misses a comment, a unit, a direction, an error and an example', () => {
    expect(gaps({})).to.deep.equal(['without a comment'])
    expect(gaps({ comment: whole.replace('in ticks', 'as it is') })).to.deep.equal(['without a unit'])
    expect(gaps({ comment: whole.replace(', rounded down', '') })).to.deep.equal(['without saying how it rounds'])
    expect(gaps({ comment: whole.replace('PriceError', 'OtherError') })).to.deep.equal([
      'throws PriceError without saying so',
    ])
    expect(gaps({ comment: whole.split('\n\n@example')[0] ?? '' })).to.deep.equal(['without an example'])
  })

  it('takes no everyday word for a unit, nor code for a formula, nor exactness for a direction', () => {
    for (const vague of ['exact', 'an integer', 'of its tier', 'at the scale', 'of a `two-sided` quote', '`a/b`']) {
      expect(gaps({ comment: whole.replace('in ticks', vague) }), vague).to.deep.equal(['without a unit'])
    }
    expect(gaps({ comment: whole.replace('in ticks', '`mid / 2`') })).to.deep.equal([])
    expect(gaps({ comment: whole.replace('rounded down', 'exact') })).to.deep.equal(['without saying how it rounds'])
  })

  it('does not take what stands in an example for what is said', () => {
    const hidden = 'A price, rounded down.\n\n@throws {PriceError}\n\n@example\npriceDown(1n) // => 1n tick'
    expect(gaps({ comment: hidden })).to.deep.equal(['without a unit'])
  })

  it('asks a class for an example, and an error or a type for none', () => {
    const said = { comment: 'A manager.', name: 'Manager' }
    expect(gaps({ ...said, code: 'class Manager {\n}' }, 'engine')).to.deep.equal(['without an example'])
    expect(gaps({ ...said, code: 'class ManagerError extends TidemarkError {\n}' }, 'engine')).to.deep.equal([])
    expect(gaps({ ...said, code: 'interface Manager {\n}' }, 'engine')).to.deep.equal([])
  })

  it('lets an action stand for its call and for the one that waits, and wants the errors of what is sent', () => {
    const send = { name: 'move', file: 'actions/x', code: 'const move: WriteAction<Args>;' }
    const example = 'Move.\n\n@throws {RevertError}\n\n@example\nawait move(client)'
    const wait = { name: 'moveSync', code: 'const moveSync: SyncAction<Args, Result>;' }
    const comment = 'The same as {@link move}, and wait for it.\n\n@throws {RevertError}'
    expect(gaps({ ...wait, comment }, 'actions', [{ ...send, comment: example }])).to.deep.equal([])
    expect(gaps({ ...wait, comment: 'Move and wait.' }, 'actions', [{ ...send, comment: example }])).to.deep.equal([
      'without errors',
      'without an example',
    ])
    const call = { name: 'moveCall', code: 'function moveCall(args: Args): Call;', comment: 'Build the call.' }
    expect(gaps(call, 'actions', [{ ...send, comment: example }])).to.deep.equal([])
    expect(gaps(call, 'actions')).to.deep.equal(['without an example'])
  })
})
