import { type JsonOption, printAnswer } from '../../output/print.ts';
import { type AddCommand, command, withAdmin } from '../cli.ts';

export const addRulesApprove: AddCommand = (rules, { shell, does }) => {
  command(rules, {
    usage: 'approve <id>',
    summary: 'put laxer rules in force that somebody else has proposed',
    example: 'rules approve RULES_ID',
  }).action(
    does(async (id: string, options: JsonOption) =>
      withAdmin(shell, async (admin) =>
        printAnswer(shell, options, await admin.approveIssuanceRules(id, {})),
      ),
    ),
  );
};
