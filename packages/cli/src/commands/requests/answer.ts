import { type JsonOption, printAnswer } from '../../output/print.ts';
import { type AddCommand, command, withAdmin } from '../cli.ts';

export const addRequestsAnswer: AddCommand = (requests, { shell, does }) => {
  command(requests, {
    usage: 'answer <id>',
    summary: 'type in an answer that came by mail',
    example: "requests answer REQUEST_ID --text 'Those of the summer sale.'",
  })
    .requiredOption('--text <text>', 'the answer')
    .action(
      does(async (id: string, { text, ...options }: JsonOption & { readonly text: string }) =>
        withAdmin(shell, async (admin) =>
          printAnswer(shell, options, await admin.answerForRequest(id, { text })),
        ),
      ),
    );
};
