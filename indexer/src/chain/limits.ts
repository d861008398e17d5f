/** What a node means by refusing a request for logs. */
export interface Refusal {
  /** `range`: fewer blocks would do; `rate`: the same later; `other`: something else. */
  readonly kind: 'range' | 'rate' | 'other'
  /** How many blocks it would take, where it says so. */
  readonly blocks?: number
}

/** Ranges that a node offers instead: the number of blocks is their difference. */
const OFFERED = /\[?\b(0x[\da-f]+|\d+)\s*(?:,|-|–|to)\s*(0x[\da-f]+|\d+)\]?\s*\.?$/i
const OFFERS = /(this block range should work|try with this block range|retry with (?:the|this) range)/i

/** Most blocks of a request, in the words of as many providers as were met. */
const MOST_BLOCKS = [
  /(?:limited to|limit of|max(?:imum)?(?: allowed)?(?: number of requested)? block(?:s| range)?(?: is|:)?|block range limit(?: is|:)?|max range:|up to)\s*(?:an? )?(?:0\s*-\s*)?([\d,]+)(k?)\s*(?:block|range|$|\.|,)/i,
  /(?:exceed(?:s|ed)?|greater than|larger than|more than) (?:the )?(?:max(?:imum)? )?(?:block )?range(?: limit)?(?: of|:)?\s*([\d,]+)(k?)/i,
  /block range (?:is )?(?:too (?:large|wide)|exceeds)[^\d]*([\d,]+)(k?)/i,
  /([\d,]+)(k?) blocks? (?:range )?(?:limit|max)/i,
]

const TOO_MUCH =
  /block range|range (?:is )?too|too (?:many|large|wide|big)|more than [\d,]+ (?:results|logs)|max(?:imum)? results|results? limit|response size|size exceeded|query (?:returned|exceeds|timeout)|timed? ?out|limited to|log response|max range|result set|payload too large|deadline exceeded/i

const TOO_OFTEN = /rate.?limit|too many requests|429|request limit|compute units|throughput|capacity exceeded|quota/i

/** Understand a node's refusal by its words: there is no standard for them. */
export function understand(message: string): Refusal {
  const text = message.replaceAll(/\s+/g, ' ').trim()
  const offer = OFFERS.test(text) ? offered(text) : undefined
  if (offer !== undefined) return { kind: 'range', blocks: offer }
  for (const pattern of MOST_BLOCKS) {
    const [, digits, thousands] = pattern.exec(text) ?? []
    const blocks = Number(digits?.replaceAll(',', '')) * (thousands?.toLowerCase() === 'k' ? 1_000 : 1)
    if (Number.isSafeInteger(blocks) && blocks > 0) return { kind: 'range', blocks }
  }
  if (TOO_OFTEN.test(text)) return { kind: 'rate' }
  return { kind: TOO_MUCH.test(text) ? 'range' : 'other' }
}

function offered(text: string): number | undefined {
  for (const sentence of text.split(/(?<=\])|\. /)) {
    const [, from, to] = OFFERED.exec(sentence.trim()) ?? []
    if (from === undefined || to === undefined) continue
    const blocks = Number(to) - Number(from) + 1
    if (Number.isSafeInteger(blocks) && blocks > 0) return blocks
  }
  return undefined
}

/** Numbers of logs at which providers are known to cut answers off without saying so. */
const CAPS = [1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000]

/** Whether so many logs look like an answer that was cut off. */
export function looksCapped(logs: number): boolean {
  return CAPS.includes(logs)
}
