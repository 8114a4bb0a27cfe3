import type { Result } from '@gatepass/protocol';

export interface WebhookPost {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Sends one message. The status of the answer, or in words of ours why there is none; never what was answered. */
export type PostWebhook = (post: WebhookPost) => Promise<Result<number, string>>;

/** Signs a message under one key, as Standard Webhooks wants it. */
export type SignWebhook = (
  key: Uint8Array,
  message: { readonly id: string; readonly timestamp: number; readonly body: string },
) => string;
