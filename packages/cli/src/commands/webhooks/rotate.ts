import { addSecretOptions, makeWithSecret, type SecretOptions } from '../../secrets/make-with-secret.ts';
import { type AddCommand, command, withAdmin } from '../cli.ts';

export const addWebhooksRotate: AddCommand = (webhooks, { shell, does }) => {
  const rotate = command(webhooks, {
    usage: 'rotate <id>',
    summary: 'make another secret for a webhook; the old one signs beside it for a day',
    example: 'webhooks rotate WEBHOOK_ID --out webhook.json',
  });
  addSecretOptions(rotate, 'the webhook with its new secret').action(
    does(async (id: string, options: SecretOptions) =>
      withAdmin(shell, (admin) =>
        makeWithSecret(shell, options, {
          make: () => admin.rotateWebhookSecret(id, {}),
          secretField: 'webhook_secret',
          fileContent: (webhook) => webhook,
          whenLost: () => `The secret is lost. Make another: gatepass webhooks rotate ${id}`,
        }),
      ),
    ),
  );
};
