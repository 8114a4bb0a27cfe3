import { type JsonOption, printAnswer } from '../../output/print.ts';
import { type AddCommand, command, withAdmin } from '../cli.ts';

export const addRulesDecline: AddCommand = (rules, { shell, does }) => {
  command(rules, {
    usage: 'decline <id>',
    summary: 'decline laxer rules that were proposed, or take your own back',
    example: 'rules decline RULES_ID',
  }).action(
    does(async (id: string, options: JsonOption) =>
      withAdmin(shell, async (admin) =>
        printAnswer(shell, options, await admin.declineIssuanceRules(id, {})),
      ),
    ),
  );
};
