import type { OwnRequest } from '@gatepass/protocol';
import { type JsonOption, printAnswer } from '../../output/print.ts';
import {
  addOwnRequestOption,
  callAsRequester,
  type OwnRequestOption,
  ownRequest,
} from '../../requests/own-request.ts';
import { type AddCommand, command } from '../cli.ts';

interface Options extends JsonOption, OwnRequestOption {
  readonly text: string;
}

export const addRequestsReply: AddCommand = (requests, { shell, does }) => {
  const reply = command(requests, {
    usage: 'reply [id]',
    summary: 'answer the question about your own request, with what `requests submit` has kept',
    example: "requests reply --request request.json --text 'Those of the summer sale.'",
  }).requiredOption('--text <text>', 'the answer');
  addOwnRequestOption(reply).action(
    does(async (id: string | undefined, { text, ...options }: Options) => {
      const own = ownRequest(shell, id, options);
      if (!own.ok) return own;
      const answer = { method: 'POST', path: '/answers', body: { text } };
      return printAnswer(shell, options, await callAsRequester<OwnRequest>(shell, own.value, answer));
    }),
  );
};
