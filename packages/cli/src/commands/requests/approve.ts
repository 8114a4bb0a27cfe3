import { type ApproveRequest, ok, type Request, type RequestReview, type Result } from '@gatepass/protocol';
import { Option } from 'commander';
import type { AdminClient } from '../../admin-client.ts';
import { doOrRehearse } from '../../destructive/carry-out.ts';
import { addDryRunOption, type DryRunOption } from '../../destructive/destructive-options.ts';
import type { Failure } from '../../failure.ts';
import { describe } from '../../output/describe.ts';
import {
  addBreakGlassOptions,
  type BreakGlassOptions,
  breakGlassBody,
} from '../../requests/break-glass-options.ts';
import { collect } from '../../requests/request-options.ts';
import type { Shell } from '../../shell.ts';
import { type AddCommand, command, withAdmin } from '../cli.ts';

interface Options extends DryRunOption, BreakGlassOptions {
  readonly scope?: string;
  readonly network?: readonly string[];
  readonly stage?: 'off' | 'report' | 'enforce';
  readonly tokensPerHour?: string;
  readonly endsAt?: string;
  readonly partner?: string;
  readonly clientName?: string;
  readonly shareAccount?: true;
}

export const addRequestsApprove: AddCommand = (requests, { shell, does }) => {
  const approve = command(requests, {
    usage: 'approve <id>',
    summary: 'approve a request; where somebody has already, on their terms unless you name others',
    example: 'requests approve REQUEST_ID --scope accounts:read --ends-at 2027-12-31T00:00:00Z',
  })
    .option('--scope <scopes>', 'fewer than were asked for, separated by spaces')
    .option('--network <cidr>', 'the only networks to ask from, may be repeated', collect)
    .addOption(
      new Option('--stage <stage>', 'what the networks mean (enforce, where there are any)').choices([
        'off',
        'report',
        'enforce',
      ]),
    )
    .option('--tokens-per-hour <number>', 'how many tokens the client may get')
    .option('--ends-at <time>', 'when the client ends, as 2027-12-31T00:00:00Z')
    .option('--partner <id>', 'an existing partner that gets the client')
    .option('--client-name <name>', 'how people know the client (the platform’s name by default)')
    .option('--share-account', 'although another partner has the account');
  addDryRunOption(addBreakGlassOptions(approve)).action(
    does(async (id: string, options: Options) =>
      withAdmin(shell, async (admin) => {
        const terms = await termsFor(shell, admin, id, options);
        if (!terms.ok) return terms;
        const body = { ...terms.value, ...breakGlassBody(options) };
        return doOrRehearse(shell, options, {
          act: (query) => admin.approveRequest(id, body, query),
          inWords: outcomeInWords,
        });
      }),
    ),
  );
};

/** The terms that were named; else those of the first approval, which are shown: what is sent is what was seen. */
async function termsFor(
  shell: Shell,
  admin: AdminClient,
  id: string,
  options: Options,
): Promise<Result<ApproveRequest, Failure>> {
  const named = namedTerms(options);
  if (Object.keys(named).length > 0) return ok(named);
  const review = await admin.showRequest(id);
  if (!review.ok) return review;
  // Members of partners are told of none; that they may not approve, the approval itself says.
  const [first] = 'approvals' in review.value ? review.value.approvals : [];
  if (first === undefined) return ok({});
  shell.stderr.write(`on the terms of ${first.operator_id}:\n${describe(first.terms)}`);
  return ok(sameTerms(first.terms));
}

function namedTerms(options: Options): ApproveRequest {
  return {
    ...(options.scope !== undefined && { scope: options.scope }),
    ...(options.network !== undefined && { networks: [...options.network] }),
    ...(options.stage !== undefined && { networks_stage: options.stage }),
    ...(options.tokensPerHour !== undefined && { tokens_per_hour: Number(options.tokensPerHour) }),
    ...(options.endsAt !== undefined && { ends_at: options.endsAt }),
    ...(options.partner !== undefined && { partner_id: options.partner }),
    ...(options.clientName !== undefined && { client_name: options.clientName }),
    ...(options.shareAccount && { share_account: true }),
  };
}

function sameTerms(terms: RequestReview['approvals'][number]['terms']): ApproveRequest {
  const { tokens_per_hour: tokens, ends_at: endsAt, partner_id: partner, ...others } = terms;
  return {
    ...others,
    ...(tokens !== null && { tokens_per_hour: tokens }),
    ...(endsAt !== null && { ends_at: endsAt }),
    ...(partner !== null && { partner_id: partner }),
  };
}

function outcomeInWords(request: Request): string {
  const next =
    request.state === 'approved'
      ? 'approved: the link to the credentials is mailed to the contact, who has the claim code\n'
      : 'noted: another person must approve it on the same terms\n';
  return describe(request) + next;
}
