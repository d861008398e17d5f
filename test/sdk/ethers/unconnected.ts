import { TidemarkError } from '@tidemark/sdk/core'
import { getVaultStats, ProviderRequiredError, watchFills, watchVault } from '@tidemark/sdk/ethers'
import { expect } from 'chai'
import { JsonRpcProvider, Wallet } from 'ethers'
import { expectError } from '../helpers/expectError.ts'

const vault = `0x${'a'.repeat(40)}` as const

describe('an ethers signer without a provider', () => {
  const signer = Wallet.createRandom()

  it('can ask nobody, and is told what to do', async () => {
    await expectError(getVaultStats(signer, { vault }), 'ProviderRequired', {})
    const error = await getVaultStats(signer, { vault }).catch((caught: unknown) => caught)
    expect(error).to.be.instanceOf(ProviderRequiredError)
    expect((error as ProviderRequiredError).remedy).to.contain('signer.connect')
  })

  it('hears the same when it listens', async () => {
    const heard = await new Promise((onError) => watchVault(signer, { vault, onEvents: () => undefined, onError }))
    expect(heard).to.be.instanceOf(ProviderRequiredError)
    expect((heard as ProviderRequiredError).remedy).to.contain('signer.connect')
  })

  it('hears that an argument is none', async () => {
    const provider = new JsonRpcProvider('http://127.0.0.1:1', 31_337, { staticNetwork: true })
    const heard = await new Promise((onError) =>
      watchFills(provider, { exchange: vault, maker: '0x12', onEvents: () => undefined, onError }),
    )
    provider.destroy()
    expect(heard).to.be.instanceOf(TidemarkError).and.include({ code: 'InvalidArgument' })
    expect((heard as TidemarkError).remedy).to.be.a('string')
  })
})
