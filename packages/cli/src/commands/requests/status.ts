import type { OwnRequest } from '@gatepass/protocol';
import { describe } from '../../output/describe.ts';
import { type JsonOption, printText } from '../../output/print.ts';
import { messagesInWords } from '../../requests/messages-in-words.ts';
import {
  addOwnRequestOption,
  callAsRequester,
  type OwnRequestOption,
  ownRequest,
} from '../../requests/own-request.ts';
import { type AddCommand, command } from '../cli.ts';

interface Options extends JsonOption, OwnRequestOption {}

export const addRequestsStatus: AddCommand = (requests, { shell, does }) => {
  const status = command(requests, {
    usage: 'status [id]',
    summary: 'show how your own request stands, with what `requests submit` has kept',
    example: 'requests status --request request.json',
  });
  addOwnRequestOption(status).action(
    does(async (id: string | undefined, options: Options) => {
      const own = ownRequest(shell, id, options);
      if (!own.ok) return own;
      const shown = await callAsRequester<OwnRequest>(shell, own.value, { method: 'GET' });
      return printText(
        shell,
        options,
        shown,
        ({ messages, ...own }) => describe(own) + messagesInWords(messages),
      );
    }),
  );
};
