import type { Call, Laboratory } from '../laboratory.ts';
import { about, nothing, REASON, type Sample, type Samples, type Subject } from './sample.ts';

// Nobody listens there: deliveries to it fail, and are tried again later.
const URL = 'http://127.0.0.1:1024/hook';
const WANTED = { url: URL, events: ['secret.*'] };

type Made = (lab: Laboratory, subject: Subject) => Promise<string>;

/** As they may be few, one is used again and again: active, and hearing of what it heard of at first. */
async function oneOf(lab: Laboratory, of: 'Webhook' | 'OwnWebhook', token: string): Promise<string> {
  const call = async (id: string, given: Call) =>
    JSON.parse((await lab.call(lab.operation(id), given, token)).text);
  const { items } = (await call(`list${of}s`, {})) as { readonly items: readonly { readonly id: string }[] };
  const [known] = items;
  if (known === undefined) return (await call(`create${of}`, { body: WANTED })).id;
  await call(`configure${of}`, about(known.id, { body: WANTED }));
  await call(`enable${of}`, about(known.id, { body: REASON }));
  return known.id;
}

const ofPlatform: Made = (lab) => oneOf(lab, 'Webhook', lab.system.operatorToken);
const ofPartner: Made = (lab, { memberToken }) => oneOf(lab, 'OwnWebhook', memberToken);

const webhook =
  (make: Made, body?: object): Sample =>
  async (lab, subject) =>
    about(await make(lab, subject), body === undefined ? {} : { body });

const disabled =
  (make: Made): Made =>
  async (lab, subject) => {
    const id = await make(lab, subject);
    await lab.made('disableWebhook', about(id, { body: REASON }));
    return id;
  };

const heard = { events: ['request.*'] };

export const DELIVERY_SAMPLES: Samples = {
  createWebhook: () => ({ body: WANTED }),
  listWebhooks: nothing,
  showWebhook: webhook(ofPlatform),
  configureWebhook: webhook(ofPlatform, heard),
  listWebhookDeliveries: webhook(ofPlatform),
  disableWebhook: webhook(ofPlatform, REASON),
  enableWebhook: webhook(disabled(ofPlatform), REASON),
  rotateWebhookSecret: webhook(ofPlatform),
  testWebhook: webhook(ofPlatform),
  listMails: nothing,
  retryMail: async (lab, { partnerId }) =>
    about(await lab.failedMail((await lab.newMember(partnerId)).memberId)),

  createOwnWebhook: () => ({ body: WANTED }),
  listOwnWebhooks: nothing,
  showOwnWebhook: webhook(ofPartner),
  configureOwnWebhook: webhook(ofPartner, heard),
  listOwnWebhookDeliveries: webhook(ofPartner),
  disableOwnWebhook: webhook(ofPartner, REASON),
  enableOwnWebhook: webhook(disabled(ofPartner), REASON),
  rotateOwnWebhookSecret: webhook(ofPartner),
  testOwnWebhook: webhook(ofPartner),
};
