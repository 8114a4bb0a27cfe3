import { randomBytes } from 'node:crypto';
import {
  type CreatedClient,
  type CreatedSecret,
  makeClientId,
  makeSecret,
  type Partner,
} from '@gatepass/protocol';
import { RawConnection } from '@gatepass/testing';
import { expect, test } from 'vitest';
import { type Admin, formOf, serving, tokenRequest } from './testing/serving.ts';
import { cropped, welchT } from './testing/welch.ts';

const ATTEMPTS = Number(process.env.GATEPASS_FAULTS_ATTEMPTS ?? 10_000);
/** So many ask at a time: each answer takes milliseconds, and there are a hundred thousand. */
const CALLERS = 8;
/** Below it, two samples are not told apart (Goodwill and others, 2011). */
const TOLD_APART = 4.5;

test(`C01 no two causes that depend on stored state are told apart by time, over ${ATTEMPTS} attempts of each`, async () => {
  // It is the 401 that must not tell; nobody gets ten thousand of them.
  const { port, admin } = await serving({
    GATEPASS_FAILURE_LIMIT_CLIENT: '1000000',
    GATEPASS_FAILURE_LIMIT_NETWORK: '1000000',
  });
  const forms = await causes(admin);
  const names = [...forms.keys()];
  const samples = new Map<string, number[]>(names.map((cause) => [cause, []]));
  let attempts = -200;
  const loop = async () => {
    const connection = await RawConnection.open(port);
    while (attempts < ATTEMPTS) {
      const counts = attempts++ >= 0;
      // A new order each time, so that no cause always follows the same one.
      for (const name of shuffled(names)) {
        const request = tokenRequest(port, forms.get(name) ?? '');
        const begun = process.hrtime.bigint();
        connection.write(request);
        const answer = await connection.next();
        const took = Number(process.hrtime.bigint() - begun) / 1000;
        if (answer?.status !== 401)
          throw new Error(`${name} was answered ${answer?.status}: ${answer?.body}`);
        if (counts) samples.get(name)?.push(took);
      }
    }
    connection.close();
  };
  await Promise.all(Array.from({ length: CALLERS }, loop));
  const times = cropped(samples, 0.9);
  const pairs = names.flatMap((one, index) =>
    names.slice(index + 1).map((other) => {
      const t = welchT(times.get(one) ?? [], times.get(other) ?? []);
      return { pair: `${one} / ${other}`, t: Math.round(Math.abs(t) * 100) / 100 };
    }),
  );
  pairs.sort((one, other) => other.t - one.t);
  for (const name of names) {
    const sorted = [...(samples.get(name) ?? [])].sort((one, other) => one - other);
    console.log(`${name}: median ${sorted[Math.floor(sorted.length / 2)]?.toFixed(1)} µs`);
  }
  console.log(
    `largest t: ${pairs
      .slice(0, 5)
      .map(({ pair, t }) => `${pair} ${t}`)
      .join(', ')}`,
  );
  expect(pairs.filter(({ t }) => t >= TOLD_APART)).toEqual([]);
});

/** A form for each cause: every secret is right but for what the cause says. */
async function causes(admin: Admin): Promise<Map<string, string>> {
  const forms = new Map<string, string>();
  let accounts = 0;
  const make = async () => {
    const partner = await admin<Partner>('POST', '/partners', { name: 'Partner' });
    const client = await admin<CreatedClient>('POST', '/clients', {
      partner_id: partner.id,
      name: 'Client',
      parent_account_id: `pa_${accounts++}`,
    });
    return { ...client, client_secret: client.client_secret ?? '' };
  };
  const form = (cause: string, clientId: string, secret: string) => {
    forms.set(cause, formOf(clientId, secret));
  };
  const reason = { reason: 'test' };
  const known = await make();
  form('client_unknown', makeClientId('rspub', 'live', randomBytes), known.client_secret);
  form('secret_wrong', known.client_id, makeSecret('rsec', 'live', randomBytes).text);

  const disabled = await make();
  await admin('POST', `/clients/${disabled.client_id}/disable`, reason);
  form('client_disabled', disabled.client_id, disabled.client_secret);

  const ofPartner = await make();
  await admin('POST', `/partners/${ofPartner.partner_id}/disable`, reason);
  form('partner_disabled', ofPartner.client_id, ofPartner.client_secret);

  const ofAccount = await make();
  await admin('POST', `/accounts/${ofAccount.parent_account_id}/disable`, reason);
  form('account_disabled', ofAccount.client_id, ofAccount.client_secret);

  const ended = await make();
  const soon = () => new Date(Date.now() + 1500).toISOString();
  await admin('PUT', `/clients/${ended.client_id}/end`, { ends_at: soon() });
  form('client_ended', ended.client_id, ended.client_secret);

  const revoked = await make();
  await admin('POST', `/secrets/${revoked.secret?.id}/revoke`, reason);
  form('secret_revoked', revoked.client_id, revoked.client_secret);

  const retired = await make();
  await admin('POST', `/secrets/${retired.secret?.id}/retire`, { ...reason, force: true });
  form('secret_retired', retired.client_id, retired.client_secret);

  const expired = await make();
  const secret = await admin<CreatedSecret>('POST', `/clients/${expired.client_id}/secrets`, {
    expires_at: soon(),
  });
  form('secret_expired', expired.client_id, secret.client_secret);

  const pending = await make();
  const later = await admin<CreatedSecret>('POST', `/clients/${pending.client_id}/secrets`, {
    not_before: new Date(Date.now() + 86_400_000).toISOString(),
  });
  form('secret_not_yet_valid', pending.client_id, later.client_secret);

  const keyed = await make();
  await admin('PUT', `/clients/${keyed.client_id}/auth-method`, {
    auth_method: 'private_key_jwt',
    jwks_uri: 'https://partner.example.com/jwks.json',
  });
  form('method_not_registered', keyed.client_id, keyed.client_secret);

  const elsewhere = await make();
  await admin('PUT', `/clients/${elsewhere.client_id}/networks`, {
    networks: ['192.0.2.0/24'],
    stage: 'enforce',
  });
  form('network_not_allowed', elsewhere.client_id, elsewhere.client_secret);

  await new Promise((resolve) => setTimeout(resolve, 1600));
  return forms;
}

function shuffled<Item>(items: readonly Item[]): Item[] {
  const left = [...items];
  for (let at = left.length - 1; at > 0; at--) {
    const other = Math.floor(Math.random() * (at + 1));
    [left[at], left[other]] = [left[other] as Item, left[at] as Item];
  }
  return left;
}
