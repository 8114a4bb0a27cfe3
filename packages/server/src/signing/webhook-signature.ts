import { createHmac } from 'node:crypto';

/** One signature of Standard Webhooks: `v1,` and the HMAC-SHA-256 of `id.timestamp.body` in base64. */
export function signWebhook(
  key: Uint8Array,
  message: { readonly id: string; readonly timestamp: number; readonly body: string },
): string {
  const { id, timestamp, body } = message;
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
}
