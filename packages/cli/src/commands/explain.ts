import type { RequestExplanation, Result } from '@gatepass/protocol';
import type { Failure } from '../failure.ts';
import { explanationLines } from '../output/explanation-lines.ts';
import { type JsonOption, printText } from '../output/print.ts';
import { selfRequest } from '../self/self-request.ts';
import type { Shell } from '../shell.ts';
import { type PairOptions, pairFrom } from '../token/pair-source.ts';
import { type AddCommand, command, withAdmin } from './cli.ts';
import { addPairOptions } from './pair-options.ts';

interface Options extends JsonOption, PairOptions {
  readonly self?: true;
}

export const addExplain: AddCommand = (program, { shell, does }) => {
  const explain = command(program, {
    usage: 'explain <request-id>',
    summary: 'tell why a request was refused and what to do, by the X-Request-Id of its answer',
    example: 'explain REQUEST_ID',
  }).option('--self', 'as the client that sent it, with its own pair');
  addPairOptions(explain).action(
    does(async (requestId: string, options: Options) => {
      const print = (answer: Result<RequestExplanation, Failure>) =>
        printText(shell, options, answer, explanationLines);
      return options.self
        ? print(await explainToClient(shell, requestId, options))
        : withAdmin(shell, async (admin) => print(await admin.explainRequest(requestId)));
    }),
  );
};

async function explainToClient(
  shell: Shell,
  requestId: string,
  options: PairOptions,
): Promise<Result<RequestExplanation, Failure>> {
  const pair = await pairFrom(shell, options);
  if (!pair.ok) return pair;
  return selfRequest(pair.value, '/explanations', { request_id: requestId }, shell.stop);
}
