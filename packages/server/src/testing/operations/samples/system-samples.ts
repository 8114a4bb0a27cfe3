import type { Laboratory } from '../laboratory.ts';
import { nothing, type Sample, type Samples } from './sample.ts';

/** Reports of anybody are few in a minute. */
const afterTheLimit = (lab: Laboratory) => lab.system.clock.advance(60_000);

/** A right secret of the partner, so that there is something to find. */
const leakedSecret: Sample = async (lab, { partnerId }) => {
  afterTheLimit(lab);
  const { clientSecret } = await lab.newClient(partnerId);
  return { body: { items: [{ secret: clientSecret }] } };
};
const leakToGithub: Sample = async (lab, { partnerId }) => {
  afterTheLimit(lab);
  const { clientSecret } = await lab.newClient(partnerId);
  return {
    body: [
      { token: clientSecret, type: 'gatepass_client_secret', url: 'https://a.example', source: 'content' },
    ],
  };
};

/** APIs, the ledger, and what the server does for anybody. */
export const SYSTEM_SAMPLES: Samples = {
  createApi: () => ({ body: { name: 'API', audience: `https://${crypto.randomUUID()}.example` } }),
  listApis: nothing,
  showApi: async (lab) => {
    const body = { name: 'API', audience: `https://${crypto.randomUUID()}.example` };
    return { parameters: { id: (await lab.made<{ id: string }>('createApi', { body })).id } };
  },
  showDeployment: nothing,

  listLedger: nothing,
  exportLedger: () => ({ query: { format: 'csv' } }),
  verifyLedger: nothing,
  anchorLedger: nothing,
  checkpointLedger: async (lab) => {
    await lab.pass(31 * 86_400_000);
    return { body: { older_than_days: 30 } };
  },
  listOwnLedger: nothing,
  exportOwnLedger: () => ({ query: { format: 'csv' } }),

  reportLeaks: leakedSecret,
  reportLeaksFromGithub: leakToGithub,
  showKeys: nothing,
  showMetadata: nothing,
  describeApi: nothing,
  health: nothing,
  readiness: nothing,
};
