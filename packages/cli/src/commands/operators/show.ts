import { type JsonOption, printAnswer } from '../../output/print.ts';
import { type AddCommand, command, withAdmin } from '../cli.ts';

export const addOperatorsShow: AddCommand = (operators, { shell, does }) => {
  command(operators, {
    usage: 'show <id>',
    summary: 'show one operator',
    example: 'operators show OPERATOR_ID',
  }).action(
    does(async (id: string, options: JsonOption) =>
      withAdmin(shell, async (admin) => printAnswer(shell, options, await admin.showOperator(id))),
    ),
  );
};
