import { TidemarkError } from '../core/errors.ts'

/** Nobody can sign: the client or runner has no account and none was given. */
export class AccountRequiredError extends TidemarkError {
  constructor() {
    super('AccountRequired', 'an account has to sign this')
  }
}
