import { type JsonOption, printAnswer } from '../../output/print.ts';
import { type AddCommand, command, withAdmin } from '../cli.ts';

export const addClaimsShow: AddCommand = (claims, { shell, does }) => {
  command(claims, {
    usage: 'show <id>',
    summary: 'show one claim: when it was opened, from where, and whether the answer left whole',
    example: 'claims show CLAIM_ID',
  }).action(
    does(async (id: string, options: JsonOption) =>
      withAdmin(shell, async (admin) => printAnswer(shell, options, await admin.showClaim(id))),
    ),
  );
};
