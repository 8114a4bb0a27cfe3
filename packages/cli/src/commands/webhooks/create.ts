import { addSecretOptions, makeWithSecret, type SecretOptions } from '../../secrets/make-with-secret.ts';
import { type AddCommand, command, withAdmin } from '../cli.ts';
import { eventsOption } from './events-option.ts';

interface Options extends SecretOptions {
  readonly url: string;
  readonly event?: readonly string[];
}

export const addWebhooksCreate: AddCommand = (webhooks, { shell, does }) => {
  const create = command(webhooks, {
    usage: 'create',
    summary: 'have a URL told of events, and make the secret that signs what it is told',
    example: "webhooks create --url https://ops.example.com/hook --event 'secret.*' --out webhook.json",
  })
    .requiredOption('--url <url>', 'where messages are sent: https, at a public address')
    .addOption(eventsOption('all by default'));
  addSecretOptions(create, 'the webhook with its secret').action(
    does(async ({ url, event = ['*'], ...options }: Options) =>
      withAdmin(shell, (admin) =>
        makeWithSecret(shell, options, {
          make: () => admin.createWebhook({ url, events: [...event] }),
          secretField: 'webhook_secret',
          fileContent: (webhook) => webhook,
          whenLost: ({ id }) => `The secret is lost. Make another: gatepass webhooks rotate ${id}`,
        }),
      ),
    ),
  );
};
