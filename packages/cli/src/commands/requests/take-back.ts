import type { OwnRequest } from '@gatepass/protocol';
import { confirm } from '../../confirm.ts';
import { type JsonOption, printAnswer } from '../../output/print.ts';
import {
  addOwnRequestOption,
  callAsRequester,
  type OwnRequestOption,
  ownRequest,
} from '../../requests/own-request.ts';
import { type AddCommand, command } from '../cli.ts';

interface Options extends JsonOption, OwnRequestOption {
  readonly yes?: true;
}

export const addRequestsTakeBack: AddCommand = (requests, { shell, does }) => {
  const takeBack = command(requests, {
    usage: 'take-back [id]',
    summary: 'withdraw your own request, with what `requests submit` has kept',
    example: 'requests take-back --request request.json',
  }).option('--yes', 'do not ask');
  addOwnRequestOption(takeBack).action(
    does(async (id: string | undefined, { yes, ...options }: Options) => {
      const own = ownRequest(shell, id, options);
      if (!own.ok) return own;
      const question = `Your request ${own.value.id} will be withdrawn for good.`;
      const confirmed = await confirm(shell, yes, question, own.value.id);
      if (!confirmed.ok) return confirmed;
      const withdrawal = { method: 'POST', path: '/withdraw', body: {} };
      return printAnswer(shell, options, await callAsRequester<OwnRequest>(shell, own.value, withdrawal));
    }),
  );
};
