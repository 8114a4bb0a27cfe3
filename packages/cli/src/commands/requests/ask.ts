import { type JsonOption, printAnswer } from '../../output/print.ts';
import { type AddCommand, command, withAdmin } from '../cli.ts';

export const addRequestsAsk: AddCommand = (requests, { shell, does }) => {
  command(requests, {
    usage: 'ask <id>',
    summary: 'ask whoever wants credentials; the question is mailed to them',
    example: "requests ask REQUEST_ID --text 'Which merchants are these?'",
  })
    .requiredOption('--text <text>', 'the question')
    .action(
      does(async (id: string, { text, ...options }: JsonOption & { readonly text: string }) =>
        withAdmin(shell, async (admin) =>
          printAnswer(shell, options, await admin.askAboutRequest(id, { text })),
        ),
      ),
    );
};
