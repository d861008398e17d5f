import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, extname, join } from 'node:path'
import { codeOf, Problem } from '../deploy/problem.ts'
import { BadCandlesError, type History, parseCandles } from './candles.ts'

/** A history and what it is of: `symbol` is what one unit of it is called as a token. */
export interface NamedHistory extends History {
  readonly name: string
  readonly symbol: string
}

/** Read the bars of a CSV file, or without one the S&P 500 since 2000. @throws {Problem} when it cannot be used. */
export async function readHistory(file?: string): Promise<NamedHistory> {
  if (file === undefined) {
    return { ...parse('The S&P 500 data', await read(bundled())), name: 'S&P 500', symbol: 'SPX' }
  }
  const name = basename(file, extname(file))
  const letters = name.toUpperCase().replace(/[^A-Z0-9]/g, '')
  return { ...parse(file, await read(file)), name, symbol: letters.slice(0, 8) || 'BASE' }
}

function bundled(): string {
  return join(dirname(createRequire(import.meta.url).resolve('vega-datasets')), '../data/sp500-2000.csv')
}

async function read(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    const reasons: Readonly<Record<string, string>> = {
      ENOENT: 'there is no such file',
      EISDIR: 'that is a folder',
      EACCES: 'it may not be read',
    }
    throw new Problem(`Candles cannot be read from ${file}: ${reasons[codeOf(error) ?? ''] ?? error}`)
  }
}

function parse(file: string, text: string): History {
  try {
    return parseCandles(text)
  } catch (error) {
    if (error instanceof BadCandlesError) throw new Problem(`${file}: ${error.message}`)
    throw error
  }
}
