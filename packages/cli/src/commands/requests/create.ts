import type { CreatedPartnerRequest, CreatedRequest, Result } from '@gatepass/protocol';
import type { AdminClient, MemberClient } from '../../admin-client.ts';
import { EXIT } from '../../exit-code.ts';
import { type Failure, fail } from '../../failure.ts';
import { type JsonOption, printAnswer } from '../../output/print.ts';
import {
  addWantedOptions,
  CONTACT_EMAIL,
  CONTACT_NAME,
  type ContactOptions,
  toRequestBody,
  toWanted,
  type WantedOptions,
} from '../../requests/request-options.ts';
import type { Shell } from '../../shell.ts';
import { type AddCommand, command, type Outcome, withAdmin } from '../cli.ts';

interface Options extends WantedOptions, Partial<ContactOptions>, JsonOption {
  readonly partner?: string;
}

export const addRequestsCreate: AddCommand = (requests, { shell, does }) => {
  const create = command(requests, {
    usage: 'create',
    summary: 'type in a request that came by mail, and get the claim code to tell on another way',
    example:
      "requests create --platform 'Acme Checkout' --volume 1200 --account 1234567890 --contact-name 'Ada Lovelace' --contact-email ada@acme.example --purpose 'Register merchants'",
  });
  addWantedOptions(create)
    .option(...CONTACT_NAME)
    .option(...CONTACT_EMAIL)
    .option('--partner <id>', 'the partner that it is for, where there is one')
    .addHelpText(
      'after',
      '\nA member of a partner asks for their own, as the contact: without --contact-…, --partner.',
    )
    .action(
      does(async (options: Options) =>
        withAdmin(
          shell,
          (admin) => createAsOperator(shell, admin, options),
          (member) => createAsMember(shell, member, options),
        ),
      ),
    );
};

async function createAsOperator(shell: Shell, admin: AdminClient, options: Options): Outcome {
  const { contactName, contactEmail, partner } = options;
  if (contactName === undefined || contactEmail === undefined) {
    return fail(EXIT.usage, 'Both --contact-name and --contact-email are needed');
  }
  const body = toRequestBody({ ...options, contactName, contactEmail });
  const created = await admin.createRequest({
    ...body,
    ...(partner !== undefined && { partner_id: partner }),
  });
  return printCreated(
    shell,
    options,
    created,
    'tell it to the contact in person or on the telephone, not by mail',
  );
}

async function createAsMember(shell: Shell, member: MemberClient, options: Options): Outcome {
  const { contactName, contactEmail, partner } = options;
  if ([contactName, contactEmail, partner].some((given) => given !== undefined)) {
    return fail(
      EXIT.usage,
      'A member of a partner asks for their own partner, and is the contact',
      'Leave --contact-name, --contact-email and --partner out.',
    );
  }
  const created = await member.createPartnerRequest(toWanted(options));
  return printCreated(shell, options, created, 'it opens the link that is mailed to you after the approval');
}

function printCreated(
  shell: Shell,
  { json }: JsonOption,
  created: Result<CreatedRequest | CreatedPartnerRequest, Failure>,
  whatFor: string,
): Result<void, Failure> {
  if (created.ok) shell.stderr.write(`claim_code is shown this once: ${whatFor}\n`);
  return printAnswer(shell, { json }, created);
}
