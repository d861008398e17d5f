interface Answer {
  readonly state: string
  readonly body: Buffer
}

/** What an entry costs beside its texts, about. */
const OVERHEAD = 200

/** Answers by the request they are to. They hold for one state of the index (`stateKey`): no guess how long. The oldest goes first. */
export class Answers {
  readonly #most: number
  readonly #answers = new Map<string, Answer>()
  #bytes = 0

  constructor(mostBytes: number) {
    this.#most = mostBytes
  }

  has(request: string): boolean {
    return this.#answers.has(request)
  }

  get(request: string, state: string): Buffer | undefined {
    const found = this.#answers.get(request)
    if (found === undefined) return undefined
    if (found.state === state) return found.body
    this.#drop(request, found)
    return undefined
  }

  set(request: string, state: string, body: Buffer): void {
    const before = this.#answers.get(request)
    if (before !== undefined) this.#drop(request, before)
    this.#answers.set(request, { state, body })
    this.#bytes += sizeOf(request, body)
    for (const [oldest, answer] of this.#answers) {
      if (this.#bytes <= this.#most) break
      this.#drop(oldest, answer)
    }
  }

  #drop(request: string, { body }: Answer): void {
    this.#answers.delete(request)
    this.#bytes -= sizeOf(request, body)
  }
}

function sizeOf(request: string, body: Buffer): number {
  return 2 * request.length + body.length + OVERHEAD
}
