import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'chai'
import type { Browser, Page } from 'playwright-core'
import { graphql } from '../../scripts/demo/indexer.ts'
import { freePorts } from '../../scripts/demo/ports.ts'
import { type Run, root, runScript } from '../e2e/helpers/processes.ts'
import { launchBrowser, screenshots } from './helpers/browser.ts'

interface Value {
  readonly value: string
}

interface Shown {
  readonly vaults: { readonly edges: readonly [{ readonly node: { readonly id: string; readonly equity: string } }] }
  readonly fills: {
    readonly totalCount: number
    readonly edges: readonly {
      readonly node: { readonly price: string; readonly notional: string; readonly block: number }
    }[]
  }
}

interface Metrics {
  readonly pnl: string
  readonly winRate: Value
  readonly profitFactor: Value
  readonly sharpe: Value
  readonly maxDrawdownWad: Value
}

/** The number in a text such as '−38,707.44 %'. */
function numberIn(text: string | null | undefined): number {
  return Number((text ?? '').replace('−', '-').replace(/[^\d.-]/g, ''))
}

/**
 * Of the columns of a chart's pixels, the share in which a colour of the style sheet is to be seen. Lines are blended
 * with what is behind them, so the colour has to be near, not equal.
 */
function shareOfColumns(page: Page, chart: string, color: string): Promise<number> {
  return page.evaluate(
    ([id, name]) => {
      const canvas = document.querySelector<HTMLCanvasElement>(`#${id} canvas`)
      const context = canvas?.getContext('2d')
      if (!canvas || !context) return 0
      const probe = document.createElement('i')
      probe.style.color = `var(--${name})`
      document.body.append(probe)
      const wanted = (getComputedStyle(probe).color.match(/[\d.]+/g) ?? []).map(Number)
      probe.remove()
      const { data, width, height } = context.getImageData(0, 0, canvas.width, canvas.height)
      const isNear = (at: number) =>
        (data[at + 3] ?? 0) > 180 && [0, 1, 2].every((i) => Math.abs((data[at + i] ?? 0) - (wanted[i] ?? 0)) < 40)
      let columns = 0
      for (let x = 0; x < width; x++) {
        for (let y = 0; y < height; y++) {
          if (!isNear(4 * (y * width + x))) continue
          columns++
          break
        }
      }
      return columns / width
    },
    [chart, color] as const,
  )
}

describe('status page', function () {
  this.timeout(180_000)
  let demo: Run
  let browser: Browser
  let page: Page
  let url: string
  const problems: string[] = []

  before(async () => {
    const [port, rpcPort] = await freePorts(2)
    url = `http://127.0.0.1:${port}`
    const candles = join(root, 'test/e2e/fixtures/sp500-autumn-2008.csv')
    const ports = ['--port', String(port), '--rpc-port', String(rpcPort)]
    demo = runScript('scripts/demo/main.ts', '--candles', candles, ...ports)
    browser = await launchBrowser()
    await demo.printed('Everything goes on running')
    page = await browser.newPage({ viewport: { width: 1400, height: 1000 }, locale: 'en-US' })
    page.on('pageerror', (error) => problems.push(error.message))
    page.on('console', (message) => message.type() === 'error' && problems.push(message.text()))
    await page.goto(url)
    await page.locator('#fills tr').first().waitFor()
    await page.locator('#equity canvas').waitFor()
  })
  after(async () => {
    await browser?.close()
    demo?.child.kill('SIGTERM')
    await demo?.ended
  })

  async function picture(name: string): Promise<void> {
    await mkdir(screenshots, { recursive: true })
    await page.screenshot({ path: join(screenshots, `${name}.png`), fullPage: true })
  }

  it('draws price and equity from edge to edge', async () => {
    await picture('status-page')
    expect(await shareOfColumns(page, 'price', 'accent')).to.be.above(0.8)
    expect(await shareOfColumns(page, 'equity', 'accent')).to.be.above(0.8)
  })

  it('shows the numbers that GraphQL has', async () => {
    const shown = await graphql<Shown>(
      url,
      `{ vaults { edges { node { id equity } } }
         fills(first: 1) { totalCount edges { node { price notional block } } } }`,
    )
    const { id, equity } = shown.vaults.edges[0].node
    const { metrics } = await graphql<{ metrics: Metrics }>(
      url,
      `query ($vault: ID!) { metrics(vault: $vault) {
         pnl winRate { value } profitFactor { value } sharpe { value } maxDrawdownWad { value } } }`,
      { vault: id },
    )
    const tile = async (label: string) => {
      return numberIn(await page.locator('#tiles .tile', { hasText: label }).locator('strong').textContent())
    }
    const wad = ({ value }: Value) => Number(value) / 1e18
    expect(await tile('Realised PnL')).to.be.closeTo(Number(metrics.pnl) / 1e6, 0.006)
    expect(await tile('Equity')).to.be.closeTo(Number(equity) / 1e6, 0.006)
    expect(await tile('Win rate')).to.be.closeTo(100 * wad(metrics.winRate), 0.006)
    expect(await tile('Profit factor')).to.be.closeTo(wad(metrics.profitFactor), 0.006)
    expect(await tile('Sharpe ratio')).to.be.closeTo(wad(metrics.sharpe), 0.006)
    expect(await tile('Max drawdown')).to.be.closeTo(100 * wad(metrics.maxDrawdownWad), 0.006)

    const { totalCount, edges } = shown.fills
    expect(numberIn(await page.locator('#fill-count').textContent())).to.equal(totalCount)
    const cells = (await page.locator('#fills tr').first().locator('td').allTextContents()).map(numberIn)
    const latest = edges[0]?.node
    expect(cells[2]).to.be.closeTo(Number(latest?.price), 0.006)
    expect(cells[4]).to.be.closeTo(Number(latest?.notional) / 1e6, 0.006)
    expect(cells[7]).to.equal(latest?.block)
  })

  it('marks each fill once they are few', async () => {
    expect(await shareOfColumns(page, 'price', 'buy')).to.equal(0)
    await page.locator('#ranges button', { hasText: '30 d' }).click()
    await page.locator('#price-legend', { hasText: 'Vault buys' }).waitFor()
    await picture('status-page-30-days')
    expect(await shareOfColumns(page, 'price', 'buy')).to.be.above(0.02)
    expect(await shareOfColumns(page, 'price', 'sell')).to.be.above(0.02)
  })

  it('fits a phone without scrolling sideways', async () => {
    await page.setViewportSize({ width: 390, height: 844 })
    await picture('status-page-phone')
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).to.equal(390)
  })

  it('reports no error', () => {
    expect(problems).to.deep.equal([])
  })
})
