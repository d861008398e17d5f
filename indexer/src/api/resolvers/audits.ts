import { AUDITS } from '../../store/read/catalogue.ts'
import type { AuditRecord } from '../../store/tables/audit.ts'
import { connection, type PageArguments } from '../connection.ts'
import type { RequestContext } from '../context.ts'

function auditView({ identity }: RequestContext, { seq, height, hash, fields, ...audit }: AuditRecord) {
  return {
    ...{ ...audit, id: `${identity.chainId}:${seq}`, block: height, hash: hash === '' ? null : hash },
    fields: fields.map(({ field: name, indexed, actual }) => ({ name, indexed, actual, equal: indexed === actual })),
  }
}

const AUDIT_LIST = {
  name: 'audits',
  list: AUDITS,
  fields: {
    kind: { column: 'kind', type: 'plain' },
    subject: { column: 'subject', type: 'plain' },
    equal: { column: 'equal', type: 'flag' },
    block: { column: 'height', type: 'plain' },
    timestamp: { column: 'ts', type: 'plain' },
  },
} as const

export const auditQueries = {
  audits: (_: unknown, args: PageArguments, context: RequestContext) =>
    connection(AUDIT_LIST, args, context, (audit) => auditView(context, audit)),
}
