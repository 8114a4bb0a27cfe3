import type { Account } from '../../../domain/account.ts';
import type { AccountStatus } from './status.schema.ts';

export function toAccountStatus({ accountId, status, variants }: Account): AccountStatus {
  return { accountId, status, variants: variants.map((variant) => ({ ...variant })) };
}
