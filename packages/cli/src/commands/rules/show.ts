import { type JsonOption, printAnswer } from '../../output/print.ts';
import { type AddCommand, command, withAdmin } from '../cli.ts';

export const addRulesShow: AddCommand = (rules, { shell, does }) => {
  command(rules, {
    usage: 'show',
    summary: 'show what approving a request takes, and laxer rules that wait for a second person',
    example: 'rules show',
  }).action(
    does(async (options: JsonOption) =>
      withAdmin(shell, async (admin) => printAnswer(shell, options, await admin.showIssuanceRules())),
    ),
  );
};
