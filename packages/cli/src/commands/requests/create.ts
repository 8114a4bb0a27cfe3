import { type JsonOption, printAnswer } from '../../output/print.ts';
import { addRequestOptions, type RequestOptions, toRequestBody } from '../../requests/request-options.ts';
import { type AddCommand, command, withAdmin } from '../cli.ts';

interface Options extends RequestOptions, JsonOption {
  readonly partner?: string;
}

export const addRequestsCreate: AddCommand = (requests, { shell, does }) => {
  const create = command(requests, {
    usage: 'create',
    summary: 'type in a request that came by mail, and get the claim code to tell on another way',
    example:
      "requests create --platform 'Acme Checkout' --volume 1200 --account 1234567890 --contact-name 'Ada Lovelace' --contact-email ada@acme.example --purpose 'Register merchants'",
  });
  addRequestOptions(create)
    .option('--partner <id>', 'the partner that it is for, where there is one')
    .action(
      does(async ({ partner, json, ...options }: Options) =>
        withAdmin(shell, async (admin) => {
          const body = { ...toRequestBody(options), ...(partner !== undefined && { partner_id: partner }) };
          const created = await admin.createRequest(body);
          if (created.ok)
            shell.stderr.write(
              'claim_code is shown this once: tell it to the contact in person or on the telephone, not by mail\n',
            );
          return printAnswer(shell, { json }, created);
        }),
      ),
    );
};
