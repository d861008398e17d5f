interface Answer {
  readonly generation: number
  readonly height: number
  readonly body: Buffer
}

/** What an entry costs beside its texts, about. */
const OVERHEAD = 200

/** Answers by the request they are to. They hold for one block of one branch: no guess how long. The oldest goes first. */
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

  get(request: string, generation: number, height: number): Buffer | undefined {
    const found = this.#answers.get(request)
    if (found === undefined) return undefined
    if (found.generation === generation && found.height === height) return found.body
    this.#drop(request, found)
    return undefined
  }

  set(request: string, generation: number, height: number, body: Buffer): void {
    const before = this.#answers.get(request)
    if (before !== undefined) this.#drop(request, before)
    this.#answers.set(request, { generation, height, body })
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
