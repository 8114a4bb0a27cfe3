import { objectLines } from '../../destructive/object-lines.ts';
import type { AddCommand } from '../cli.ts';
import { addEndingVerb } from '../ending-verb.ts';

export const addWebhooksDisable: AddCommand = (webhooks, cli) =>
  addEndingVerb(webhooks, cli, {
    usage: 'disable <id>',
    summary: 'tell a webhook nothing any more',
    example: "webhooks disable WEBHOOK_ID --reason 'moved to another system'",
    effect: (admin, id) => objectLines(admin.showWebhook(id)),
    question: (id) => `The webhook ${id} will hear of nothing until it is enabled again.`,
    end: (admin, ...args) => admin.disableWebhook(...args),
  });
