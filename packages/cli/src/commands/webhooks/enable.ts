import type { AddCommand } from '../cli.ts';
import { addEnable } from '../status-verbs.ts';

export const addWebhooksEnable: AddCommand = (webhooks, cli) =>
  addEnable(webhooks, cli, {
    summary: 'tell a disabled webhook what waited for it, and what happens from now on',
    example: "webhooks enable WEBHOOK_ID --reason 'it answers again'",
    enable: (admin, ...args) => admin.enableWebhook(...args),
  });
