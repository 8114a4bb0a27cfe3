import { INTROSPECTION_PATH, PARTNER_SELF_PATH, REVOCATION_PATH, TOKEN_PATH } from '@gatepass/protocol';
import type { Call, Laboratory } from '../../packages/server/src/testing/operations/laboratory.ts';
import type { Operation } from '../../packages/server/src/testing/operations/operation.ts';
import { sampleOf } from '../../packages/server/src/testing/operations/samples/all-samples.ts';
import type { SubjectWithMember } from '../../packages/server/src/testing/operations/subject.ts';

/** Calls every operation as it is meant, once more with the same idempotency key, and with a secret in wrong places. */
export async function callOperations(lab: Laboratory, subject: SubjectWithMember): Promise<void> {
  const { clientSecret } = await lab.newClient(subject.partnerId);
  const tokens = { admin: lab.system.operatorToken, partner: subject.member.token, public: undefined };
  for (const operation of lab.operations) {
    const call = await sampleOf(operation.id)(lab, subject);
    const token = call.token ?? tokens[operation.api];
    const keyed = { ...call, headers: { 'idempotency-key': crypto.randomUUID() } };
    const { status, text } = await lab.call(operation, keyed, token);
    if (!operation.successes.includes(status)) throw new Error(`${operation.id}: ${status} ${text}`);
    if (operation.method === 'POST') await lab.call(operation, keyed, token);
    for (const wrong of misplaced(operation, call, clientSecret)) await lab.call(operation, wrong, token);
    await lab.call(operation, call, clientSecret);
  }
}

/** A secret as an id, in a query, as a field and its name. */
function misplaced({ parameters, takesBody }: Operation, call: Call, secret: string): readonly Call[] {
  return [
    ...(parameters.length > 0 ? [{ ...call, parameters: fromNames(parameters, secret) }] : []),
    { ...call, query: { ...call.query, [secret]: secret } },
    ...(takesBody ? [{ ...call, body: { ...call.body, [secret]: secret } }] : []),
    ...(takesBody ? [{ ...call, body: mapValues(call.body ?? {}, secret) }] : []),
  ];
}

const fromNames = (names: readonly string[], value: string) =>
  Object.fromEntries(names.map((name) => [name, value]));

/** In the place of every value that is no text: as a text it might be kept, and rightly so. */
const mapValues = (body: object, secret: string) =>
  Object.fromEntries(
    Object.entries(body).map(([name, value]) => [name, typeof value === 'string' ? value : secret]),
  );

/** What clients do with forms, as it is meant and as people get it wrong. */
export async function callFormEndpoints(lab: Laboratory, subject: SubjectWithMember): Promise<void> {
  const { system } = lab;
  const { clientId, clientSecret, accountId } = await lab.newClient(subject.partnerId);
  const api = await lab.made<{ api_key: string; id: string }>('createApi', {
    body: { name: 'API', audience: `https://${crypto.randomUUID()}.example` },
  });
  const pair = { client_id: clientId, client_secret: clientSecret };
  const post = (path: string, form: Record<string, string>, headers: Record<string, string> = {}) =>
    fetch(system.issuer + path, { method: 'POST', body: new URLSearchParams(form), headers });
  const grant = { grant_type: 'client_credentials' };

  const answer = await post(TOKEN_PATH, { ...grant, ...pair });
  const { access_token: token } = (await answer.json()) as { readonly access_token: string };
  const basic = (id: string, secret: string) => ({ authorization: `Basic ${btoa(`${id}:${secret}`)}` });
  await post(TOKEN_PATH, grant, basic(clientId, clientSecret));
  await post(INTROSPECTION_PATH, { token }, { authorization: `Bearer ${api.api_key}` });
  await lab.made('setSelfRotation', { parameters: { id: clientId }, body: { allowed: true } });
  const rotated = await post(`${PARTNER_SELF_PATH}/secrets`, pair);
  if (rotated.status !== 201) throw new Error(`self-rotation: ${rotated.status} ${await rotated.text()}`);
  await fetch(`${system.apiUrl}/v1/partnership/accounts/none/status`, {
    headers: { authorization: `Bearer ${token}`, 'x-platform-parent-account-id': accountId },
  });
  await post(REVOCATION_PATH, { token, ...pair });

  // Swapped, mistyped, of another, in the wrong field, the wrong header, the wrong format, the URL.
  const mistyped = `${clientSecret.slice(0, -1)}${clientSecret.endsWith('0') ? '1' : '0'}`;
  const anothers = (await lab.newClient(subject.partnerId)).clientSecret;
  await post(TOKEN_PATH, { ...grant, client_id: clientSecret, client_secret: clientId });
  await post(TOKEN_PATH, grant, basic(clientSecret, clientId));
  for (const wrong of [mistyped, anothers, token, subject.member.token])
    await post(TOKEN_PATH, { ...grant, client_id: clientId, client_secret: wrong });
  for (const field of ['scope', 'resource', 'grant_type', 'client_assertion', clientSecret])
    await post(TOKEN_PATH, { ...grant, ...pair, [field]: anothers });
  await post(
    TOKEN_PATH,
    { ...grant, ...pair },
    { 'gatepass-instance': clientSecret, 'gatepass-client': clientSecret },
  );
  await post(TOKEN_PATH, grant, { authorization: `Bearer ${clientSecret}` });
  await post(TOKEN_PATH, { ...grant, ...pair }, { 'content-type': 'application/json' });
  await post(`${TOKEN_PATH}?client_secret=${clientSecret}`, { ...grant, ...pair });
  await post(INTROSPECTION_PATH, { token: anothers }, { authorization: `Bearer ${clientSecret}` });
  await fetch(`${system.issuer}/${clientSecret}?token=${token}`);
  await fetch(`${system.apiUrl}/v1/${clientSecret}`, {
    headers: { authorization: `Bearer ${clientSecret}` },
  });
}

/** Whatever tells many things at once, now that there is much to tell. */
export async function readEverything(
  lab: Laboratory,
  subject: SubjectWithMember,
  metricsPort: number,
): Promise<void> {
  const { system } = lab;
  for (const [api, token] of [
    ['admin', system.operatorToken],
    ['partner', subject.member.token],
  ] as const) {
    for (const format of ['csv', 'jsonl'])
      await fetch(`${system.issuer}/api/v1/${api}/ledger/export?format=${format}`, bearer(token));
    for (const operation of lab.operations.filter((one) => one.api === api && isList(one))) {
      for (let after: string | null = ''; after !== null; ) {
        const query: Record<string, string> = after === '' ? { limit: '1000' } : { limit: '1000', after };
        const { text, status } = await lab.call(operation, { query }, token);
        if (status !== 200) throw new Error(`${operation.id}: ${text}`);
        after = (JSON.parse(text) as { readonly next: string | null }).next;
      }
    }
  }
  await fetch(`http://127.0.0.1:${metricsPort}/metrics`);
  await fetch(`${system.issuer}/openapi.json`);
}

const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });
const isList = ({ id, method, parameters }: Operation) =>
  method === 'GET' && parameters.length === 0 && id.startsWith('list');
