import { type JsonOption, printAnswer } from '../../output/print.ts';
import { type AddCommand, command, withAdmin } from '../cli.ts';

export const addRequestsTakeUp: AddCommand = (requests, { shell, does }) => {
  command(requests, {
    usage: 'take-up <id>',
    summary: 'tell the others that you look into a request',
    example: 'requests take-up REQUEST_ID',
  }).action(
    does(async (id: string, options: JsonOption) =>
      withAdmin(shell, async (admin) => printAnswer(shell, options, await admin.takeUpRequest(id, {}))),
    ),
  );
};
