import { GraphQLError } from 'graphql'
import { OtherSchema } from '../errors.ts'
import type { Logger } from '../log.ts'
import type { Reader } from '../store/read/read.ts'

/** The index was written by another version while this one served it: what stands in it may mean something else. */
export class SchemaChanged extends GraphQLError {
  constructor({ stored, known }: OtherSchema) {
    super(
      `the index is of schema ${stored} by now and this server of ${known}: it answers again when both are the same`,
      {
        extensions: { code: 'SCHEMA_CHANGED', http: { status: 503 } },
      },
    )
  }
}

/** A reader that tells clients why it refuses, and the operator once, with the name of the database. */
export function tellingVersion(reader: Reader, log: Logger): Reader {
  let told = false
  const explain = (error: unknown): never => {
    if (!(error instanceof OtherSchema)) throw error
    if (!told) log.fatal({ reason: error.message }, 'nothing is answered any more')
    told = true
    throw new SchemaChanged(error)
  }
  return {
    chainId: reader.chainId,
    run: (read) => reader.run(read),
    snapshot: (work) => {
      try {
        const made = reader.snapshot(work)
        return made instanceof Promise ? made.catch(explain) : made
      } catch (error) {
        return explain(error)
      }
    },
    close: () => reader.close(),
  }
}
