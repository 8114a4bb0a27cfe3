import { ok, type Partner, type Result } from '@gatepass/protocol';
import type { AdminClient } from '../admin-client.ts';
import { EXIT } from '../exit-code.ts';
import type { Failure } from '../failure.ts';
import { createSecretClient } from '../secrets/create-secret-client.ts';
import type { CredentialsFile } from '../secrets/credentials-file.ts';
import { type DevCredentials, readDevCredentials, writeDevCredentials } from './dev-credentials.ts';

const PARTNER = 'Demo platform';
const CLIENT = 'Demo client';
const PARENT_ACCOUNT_ID = '1234567890';

interface DemoClientParts {
  readonly admin: AdminClient;
  readonly credentialsFile: string;
  readonly tokenUrl: string;
  readonly apiUrl: string;
}

export interface DemoClient {
  readonly credentials: DevCredentials;
  /** Whether the secret was made just now. */
  readonly isNew: boolean;
}

/** The demo client's pair, kept in its file; where the file or the client is missing, another client is made. */
export async function demoClient(parts: DemoClientParts): Promise<Result<DemoClient, Failure>> {
  const kept = await keptPair(parts);
  if (!kept.ok) return kept;
  const pair = kept.value === undefined ? await makePair(parts.admin) : ok(kept.value);
  if (!pair.ok) return pair;
  // The ports may be others than last time.
  const credentials = {
    client_id: pair.value.client_id,
    client_secret: pair.value.client_secret,
    parent_account_id: pair.value.parent_account_id,
    token_url: parts.tokenUrl,
    api_url: parts.apiUrl,
  };
  await writeDevCredentials(parts.credentialsFile, credentials);
  return ok({ credentials, isNew: kept.value === undefined });
}

async function keptPair(parts: DemoClientParts): Promise<Result<CredentialsFile | undefined, Failure>> {
  const pair = readDevCredentials(parts.credentialsFile);
  if (pair === undefined) return ok(undefined);
  const known = await parts.admin.showClient(pair.client_id);
  if (known.ok) return ok(pair);
  return known.refusal.exitCode === EXIT.notFound ? ok(undefined) : known;
}

async function makePair(admin: AdminClient): Promise<Result<Omit<CredentialsFile, 'token_url'>, Failure>> {
  const partner = await demoPartner(admin);
  if (!partner.ok) return partner;
  return createSecretClient(admin, {
    partner_id: partner.value.id,
    name: CLIENT,
    parent_account_id: PARENT_ACCOUNT_ID,
  });
}

/** There may be one from a start that was cut short. */
async function demoPartner(admin: AdminClient): Promise<Result<Partner, Failure>> {
  for (let after: string | null | undefined; after !== null; ) {
    const page = await admin.listPartners(after === undefined ? {} : { after });
    if (!page.ok) return page;
    const found = page.value.items.find(({ name, status }) => name === PARTNER && status === 'active');
    if (found !== undefined) return ok(found);
    after = page.value.next;
  }
  return admin.createPartner({ name: PARTNER });
}
