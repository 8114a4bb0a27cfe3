import type { OwnRequest } from '@gatepass/protocol';
import { type JsonOption, printText } from '../../output/print.ts';
import {
  addOwnRequestOption,
  callAsRequester,
  type OwnRequestOption,
  ownRequest,
} from '../../requests/own-request.ts';
import { ownRequestInWords } from '../../requests/own-request-in-words.ts';
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
      return printText(shell, options, shown, ownRequestInWords);
    }),
  );
};
