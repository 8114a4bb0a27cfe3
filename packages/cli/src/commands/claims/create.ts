import { type JsonOption, printAnswer } from '../../output/print.ts';
import { type AddCommand, command, withAdmin } from '../cli.ts';
import { sayClaimCode } from './say-claim-code.ts';

interface Options extends JsonOption {
  readonly member: string;
  readonly client?: string;
}

export const addClaimsCreate: AddCommand = (claims, { shell, does }) => {
  command(claims, {
    usage: 'create',
    summary: 'let a member of a partner get another secret of a client, or a token of their own',
    example: 'claims create --member MEMBER_ID --client CLIENT_ID',
  })
    .requiredOption('--member <id>', 'to whom the link is mailed')
    .option('--client <id>', 'whose secret it is for; a token of the member where this is left out')
    .action(
      does(async ({ member, client, ...options }: Options) =>
        withAdmin(shell, async (admin) => {
          const created =
            client === undefined
              ? await admin.createMemberClaim(member, {})
              : await admin.createClientClaim(client, { member_id: member });
          sayClaimCode(shell, created);
          return printAnswer(shell, options, created);
        }),
      ),
    );
};
