import type { Laboratory } from '../laboratory.ts';
import { about, nothing, type Sample, type Samples } from './sample.ts';

interface CreatedRequest {
  readonly id: string;
}
interface SubmittedRequest {
  readonly request_id: string;
  readonly request_token: string;
}

const wanted = (lab: Laboratory) => ({
  platform_name: 'Platform',
  expected_merchant_volume: 10,
  manager_account_id: lab.newAccountId(),
  purpose: 'Orders',
});
const typedIn = (lab: Laboratory) => ({
  ...wanted(lab),
  contact: { name: 'Contact', email: `${crypto.randomUUID()}@platform.example` },
});

/** One that an operator has typed in for this partner, so that it is in review. */
async function newRequest(lab: Laboratory, partnerId: string): Promise<string> {
  const body = { ...typedIn(lab), partner_id: partnerId };
  return (await lab.made<CreatedRequest>('createRequest', { body })).id;
}

const inReview =
  (body?: object): Sample =>
  async (lab, { partnerId }) =>
    about(await newRequest(lab, partnerId), body === undefined ? {} : { body });

const asked =
  (body: object): Sample =>
  async (lab, { partnerId }) => {
    const id = await newRequest(lab, partnerId);
    await lab.made('askAboutRequest', about(id, { body: { text: 'Why?' } }));
    return about(id, { body });
  };

/** One that came by the form; whoever made it asks with its token. */
async function submitted(lab: Laboratory): Promise<{ readonly id: string; readonly token: string }> {
  const { request_id: id, request_token: token } = await lab.made<SubmittedRequest>('submitRequest', {
    body: typedIn(lab),
  });
  return { id, token };
}

async function confirmed(lab: Laboratory): Promise<{ readonly id: string; readonly token: string }> {
  const request = await submitted(lab);
  const token = await lab.linkToken(request.id, 'confirm');
  await lab.made('confirmRequest', { body: { token } });
  return request;
}

const RULES = { sensitive_scopes: [], automatic_approval: false };
const STRICT = { ...RULES, second_approval: 'always' };
const breakGlass = { break_glass: true, reason: 'for a test' };

/** From now on one person's approval is enough. */
const relaxRules = (lab: Laboratory) =>
  lab.made('setIssuanceRules', { body: { ...RULES, ...breakGlass, second_approval: 'never' } });

/** Laxer rules than those in force, proposed by another admin. */
async function proposal(lab: Laboratory): Promise<string> {
  await lab.made('setIssuanceRules', { body: STRICT });
  const { operator_token: token } = await lab.newOperator('admin');
  const body = { ...RULES, second_approval: 'sensitive' };
  const { text } = await lab.call(lab.operation('setIssuanceRules'), { body }, token);
  // Whoever has just made another admin is no second person beside them.
  await lab.pass(8 * 86_400_000);
  return (JSON.parse(text) as { readonly proposed: { readonly id: string } }).proposed.id;
}

export const REQUEST_SAMPLES: Samples = {
  createRequest: (lab) => ({ body: typedIn(lab) }),
  listRequests: nothing,
  showRequest: inReview(),
  takeUpRequest: async (lab) => about((await confirmed(lab)).id),
  askAboutRequest: inReview({ text: 'Why?' }),
  answerForRequest: asked({ text: 'Orders.' }),
  approveRequest: async (lab, subject) => {
    await relaxRules(lab);
    return inReview()(lab, subject);
  },
  denyRequest: inReview({ reason: 'No.' }),
  withdrawRequest: inReview(),

  showIssuanceRules: nothing,
  setIssuanceRules: async (lab) => {
    await relaxRules(lab);
    return { body: STRICT };
  },
  approveIssuanceRules: async (lab) => about(await proposal(lab)),
  declineIssuanceRules: async (lab) => about(await proposal(lab)),

  submitRequest: (lab) => ({ body: typedIn(lab) }),
  confirmRequest: async (lab) => {
    const { id } = await submitted(lab);
    return { body: { token: await lab.linkToken(id, 'confirm') } };
  },
  showOwnRequest: async (lab) => {
    const { id, token } = await confirmed(lab);
    return about(id, { token });
  },
  answerOwnRequest: async (lab) => {
    const { id, token } = await confirmed(lab);
    await lab.made('askAboutRequest', about(id, { body: { text: 'Why?' } }));
    return about(id, { token, body: { text: 'Orders.' } });
  },
  withdrawOwnRequest: async (lab) => {
    const { id, token } = await submitted(lab);
    return about(id, { token });
  },

  createPartnerRequest: (lab) => ({ body: wanted(lab) }),
  listPartnerRequests: nothing,
  showPartnerRequest: inReview(),
  answerPartnerRequest: asked({ text: 'Orders.' }),
  withdrawPartnerRequest: inReview(),
};
