import { ok, type Result } from '@gatepass/protocol';
import { readTextFile } from '../../environment-variable.ts';
import { EXIT } from '../../exit-code.ts';
import { type Failure, fail } from '../../failure.ts';
import { type JsonOption, printObject } from '../../output/print.ts';
import { readInput } from '../../read-input.ts';
import type { Shell } from '../../shell.ts';
import { describeToken } from '../../token/describe-token.ts';
import { inspectToken } from '../../token/inspect-token.ts';
import { type AddCommand, command, type Outcome } from '../cli.ts';

interface Options extends JsonOption {
  readonly tokenFile?: string;
}

export const addTokenInspect: AddCommand = (token, { shell, does }) => {
  command(token, {
    usage: 'inspect',
    summary: 'show what a token says; its signature is not checked',
    example: 'token get --credentials pair.json | gatepass token inspect',
  })
    .option('--token-file <file>', 'where the token is (standard input by default)')
    .action(does((options: Options) => inspect(shell, options)));
};

async function inspect(shell: Shell, options: Options): Outcome {
  const text = await tokenText(shell, options.tokenFile);
  if (!text.ok) return text;
  const token = inspectToken(text.value);
  if (!token.ok) return fail(EXIT.usage, `This is no access token: ${token.refusal}`);
  if (options.json) printObject(shell, options, token.value);
  else shell.stdout.write(describeToken(token.value, shell.now()));
  return ok(undefined);
}

async function tokenText(shell: Shell, file: string | undefined): Promise<Result<string, Failure>> {
  return file === undefined ? readInput(shell, 'the token') : readTextFile(file, '--token-file');
}
