import { type JsonOption, printText } from '../../output/print.ts';
import { ownRequestInWords } from '../../requests/own-request-in-words.ts';
import { reviewInWords } from '../../requests/review-in-words.ts';
import { type AddCommand, command, withAdmin } from '../cli.ts';

export const addRequestsShow: AddCommand = (requests, { shell, does }) => {
  command(requests, {
    usage: 'show <id>',
    summary: 'show a request, its questions and answers, and whether you may approve it',
    example: 'requests show REQUEST_ID',
  }).action(
    does(async (id: string, options: JsonOption) =>
      withAdmin(shell, async (admin) =>
        printText(shell, options, await admin.showRequest(id), (request) =>
          'request_id' in request ? ownRequestInWords(request) : reviewInWords(request),
        ),
      ),
    ),
  );
};
