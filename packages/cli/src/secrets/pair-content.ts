import { type Deployment, TOKEN_PATH } from '@gatepass/protocol';
import type { CredentialsFile } from './credentials-file.ts';

interface Pair {
  readonly client_id: string;
  readonly client_secret: string;
  readonly parent_account_id: string;
}

/** All that a partner's server needs for its first token. */
export function pairContent(pair: Pair, { issuer }: Pick<Deployment, 'issuer'>): CredentialsFile {
  return {
    client_id: pair.client_id,
    client_secret: pair.client_secret,
    parent_account_id: pair.parent_account_id,
    token_url: issuer + TOKEN_PATH,
  };
}
