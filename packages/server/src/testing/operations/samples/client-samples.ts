import { makeClientKey } from '../../client-keys.ts';
import type { Call, LabClient, Laboratory } from '../laboratory.ts';
import { about, nothing, REASON, type Sample, type Samples } from './sample.ts';

/** A call about a new client of the partner. */
const client =
  (more: Omit<Call, 'parameters'> = {}): Sample =>
  async (lab, { partnerId }) =>
    about((await lab.newClient(partnerId)).clientId, more);

/** About its first secret. */
const secret =
  (more: Omit<Call, 'parameters'> = {}): Sample =>
  async (lab, { partnerId }) =>
    about((await lab.newClient(partnerId)).secretId, more);

const key =
  (more: Omit<Call, 'parameters'> = {}): Sample =>
  async (lab, { partnerId }) => {
    const { clientId } = await lab.newClient(partnerId);
    const { id } = await lab.made<{ id: string }>('createClientKey', about(clientId, { body: newKey() }));
    return about(id, more);
  };

/** About a client whose rotation has begun. */
const rotating =
  (more: Omit<Call, 'parameters'> = {}): Sample =>
  async (lab, { partnerId }) => {
    const { clientId } = await lab.newClient(partnerId);
    await lab.made('startRotation', about(clientId, { body: {} }));
    return about(clientId, more);
  };

/** About a request of a new client that was refused for its secret. */
const refused: Sample = async (lab, { partnerId }) => {
  const response = await fetch(lab.system.tokenUrl, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: (await lab.newClient(partnerId)).clientId,
      client_secret: (await lab.newClient(partnerId)).clientSecret,
    }),
  });
  return { parameters: { request_id: response.headers.get('x-request-id') ?? '' } };
};

/** Disabled, so that it can be enabled. */
const disabled =
  (noun: 'Client' | 'Account', idOf: (client: LabClient) => string): Sample =>
  async (lab, { partnerId }) => {
    const id = idOf(await lab.newClient(partnerId));
    await lab.made(`disable${noun}`, about(id, { body: REASON }));
    return about(id, { body: REASON });
  };

const account =
  (more: Omit<Call, 'parameters'> = {}): Sample =>
  async (lab, { partnerId }) =>
    about((await lab.newClient(partnerId)).accountId, more);

const newKey = () => ({ public_jwk: makeClientKey('ES256').jwk });
const inAYear = (lab: Laboratory) => new Date(lab.system.clock.now() + 365 * 86_400_000).toISOString();
const ending =
  (sample: (more: Omit<Call, 'parameters'>) => Sample): Sample =>
  (lab, subject) =>
    sample({ body: { ends_at: inAYear(lab) } })(lab, subject);

/** What operators do with clients, and the same operations of the partner API. */
export const CLIENT_SAMPLES: Samples = {
  createClient: (lab, { partnerId }) => ({
    body: { partner_id: partnerId, name: 'Client', parent_account_id: lab.newAccountId() },
  }),
  listClients: nothing,
  showClient: client(),
  clientBlastRadius: client(),
  clientUsage: client(),
  clientFailures: client(),
  disableClient: client({ body: REASON }),
  enableClient: disabled('Client', ({ clientId }) => clientId),
  setClientEnd: ending(client),
  setSelfRotation: client({ body: { allowed: true } }),
  setNetworks: client({ body: { networks: ['203.0.113.0/24'], stage: 'report' } }),
  reportNetworks: client({ query: { networks: '203.0.113.0/24' } }),
  setTokenBudget: client({ body: { tokens_per_hour: 100 } }),
  reportTokenBudget: client({ query: { tokens_per_hour: '100' } }),
  setAuthMethod: async (lab, { partnerId }) => {
    const { clientId } = await lab.newClient(partnerId);
    await lab.made('createClientKey', about(clientId, { body: newKey() }));
    return about(clientId, { body: { auth_method: 'private_key_jwt' } });
  },
  createSecret: client({ body: { label: 'second' } }),
  listSecrets: client(),
  secretBlastRadius: secret(),
  secretUsage: secret(),
  secretLeaks: secret(),
  retireSecret: secret({ body: { ...REASON, force: true } }),
  revokeSecret: secret({ body: REASON }),
  startRotation: client({ body: {} }),
  showRotation: rotating(),
  cancelRotation: rotating({ body: REASON }),
  rollBackRotation: rotating({ body: { ...REASON, force: true } }),
  createClientKey: (lab, subject) => client({ body: newKey() })(lab, subject),
  listClientKeys: client(),
  clientKeyBlastRadius: key(),
  revokeClientKey: key({ body: REASON }),
  explainRequest: refused,
  listAccounts: nothing,
  showAccount: account(),
  accountBlastRadius: account(),
  disableAccount: account({ body: REASON }),
  enableAccount: disabled('Account', ({ accountId }) => accountId),
  setAccountEnd: ending(account),

  listOwnClients: nothing,
  showOwnClient: client(),
  ownClientUsage: client(),
  ownClientFailures: client(),
  reportOwnNetworks: client({ query: { networks: '203.0.113.0/24' } }),
  reportOwnTokenBudget: client({ query: { tokens_per_hour: '100' } }),
  listOwnSecrets: client(),
  ownSecretUsage: secret(),
  ownSecretLeaks: secret(),
  retireOwnSecret: secret({ body: { ...REASON, force: true } }),
  revokeOwnSecret: secret({ body: REASON }),
  startOwnRotation: client({ body: {} }),
  showOwnRotation: rotating(),
  cancelOwnRotation: rotating({ body: REASON }),
  rollBackOwnRotation: rotating({ body: { ...REASON, force: true } }),
  createOwnClientKey: (lab, subject) => client({ body: newKey() })(lab, subject),
  listOwnClientKeys: client(),
  revokeOwnClientKey: key({ body: REASON }),
  explainOwnFailure: refused,
};
