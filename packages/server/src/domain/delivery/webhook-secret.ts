import type { RandomBytes } from '@gatepass/protocol';
import { SecretText } from '../secret/secret-text.ts';

const PREFIX = 'whsec_';
const KEY_BYTES = 32;

/** What signs the messages to one webhook, spelled as in Standard Webhooks: `whsec_` and the key in base64. */
export function makeWebhookSecret(randomBytes: RandomBytes): SecretText {
  return new SecretText(PREFIX + Buffer.from(randomBytes(KEY_BYTES)).toString('base64'));
}

/** The key in a secret's text. */
export function webhookKey(text: string): Uint8Array {
  return Buffer.from(text.slice(PREFIX.length), 'base64');
}
