import { CREDENTIAL_REQUESTS_PATH, ok, type SubmittedRequest } from '@gatepass/protocol';
import { serverUrl } from '../../connection.ts';
import {
  addWantedOptions,
  CONTACT_EMAIL,
  CONTACT_NAME,
  type ContactOptions,
  toRequestBody,
  type WantedOptions,
} from '../../requests/request-options.ts';
import { makeWithSecret, type SecretOptions } from '../../secrets/make-with-secret.ts';
import { sendRequest } from '../../send-request.ts';
import { type AddCommand, command } from '../cli.ts';

interface Options extends WantedOptions, ContactOptions, SecretOptions {
  readonly out: string;
}

export const addRequestsSubmit: AddCommand = (requests, { shell, does }) => {
  const submit = command(requests, {
    usage: 'submit',
    summary: 'ask a server for credentials yourself; a link to confirm is mailed to the contact',
    example:
      "requests submit --platform 'Acme Checkout' --volume 1200 --account 1234567890 --contact-name 'Ada Lovelace' --contact-email ada@acme.example --purpose 'Register merchants' --out request.json",
  });
  addWantedOptions(submit)
    .requiredOption(...CONTACT_NAME)
    .requiredOption(...CONTACT_EMAIL)
    .requiredOption(
      '--out <file>',
      'the new file for the request token and the claim code, for its owner alone',
    )
    .action(
      does(async (options: Options) => {
        const server = serverUrl(shell);
        if (!server.ok) return server;
        return makeWithSecret(shell, options, {
          async make() {
            const submitted = await sendRequest<SubmittedRequest>({
              server: server.value.origin,
              path: CREDENTIAL_REQUESTS_PATH,
              method: 'POST',
              headers: { 'content-type': 'application/json' },
              body: JSON.stringify(toRequestBody(options)),
              stop: shell.stop,
            });
            return submitted.ok ? ok(withSecrets(submitted.value)) : submitted;
          },
          secretField: 'secret',
          fileContent: ({ request_id, secret }) => ({ url: server.value.origin, request_id, ...secret }),
          whenLost: () => 'Submit it again: this one ends by itself.',
        });
      }),
    );
};

/** Both that are told once, in one place. */
function withSecrets({ request_token, claim_code, ...others }: SubmittedRequest) {
  return { ...others, secret: { request_token, claim_code } };
}
