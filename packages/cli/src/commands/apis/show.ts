import { type JsonOption, printAnswer } from '../../output/print.ts';
import { type AddCommand, command, withAdmin } from '../cli.ts';

export const addApisShow: AddCommand = (apis, { shell, does }) => {
  command(apis, { usage: 'show <id>', summary: 'show one API', example: 'apis show API_ID' }).action(
    does(async (id: string, options: JsonOption) =>
      withAdmin(shell, async (admin) => printAnswer(shell, options, await admin.showApi(id))),
    ),
  );
};
