import { CREDENTIAL_REQUESTS_PATH, ok, parseJsonObject, type Result } from '@gatepass/protocol';
import type { Command } from 'commander';
import { serverUrl } from '../connection.ts';
import { environmentVariable, readTextFile } from '../environment-variable.ts';
import { EXIT } from '../exit-code.ts';
import { type Failure, fail } from '../failure.ts';
import { sendRequest } from '../send-request.ts';
import type { Shell } from '../shell.ts';

/** A request of the form, for whoever made it. */
interface OwnRequest {
  readonly server: string;
  readonly id: string;
  readonly token: string;
}

export interface OwnRequestOption {
  readonly request?: string;
}

export function addOwnRequestOption(command: Command): Command {
  return command.option(
    '--request <file>',
    'the file of `requests submit`; else GATEPASS_REQUEST_TOKEN, and the id',
  );
}

/** Which request is meant: by its file, or by its id and the environment. */
export function ownRequest(
  shell: Shell,
  id: string | undefined,
  { request: file }: OwnRequestOption,
): Result<OwnRequest, Failure> {
  return file === undefined ? fromEnvironment(shell, id) : fromFile(shell, file);
}

/** Asks the server as whoever made the request. `path` is below that of the request. */
export function callAsRequester<Answer>(
  shell: Shell,
  { server, id, token }: OwnRequest,
  { method, path = '', body }: { readonly method: string; readonly path?: string; readonly body?: object },
): Promise<Result<Answer, Failure>> {
  return sendRequest<Answer>({
    server,
    path: `${CREDENTIAL_REQUESTS_PATH}/${encodeURIComponent(id)}${path}`,
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    stop: shell.stop,
  });
}

function fromFile(shell: Shell, path: string): Result<OwnRequest, Failure> {
  const text = readTextFile(path, '--request');
  if (!text.ok) return text;
  const { url, request_id: id, request_token: token } = parseJsonObject(Buffer.from(text.value)) ?? {};
  if (typeof url !== 'string' || typeof id !== 'string' || typeof token !== 'string')
    return fail(EXIT.usage, `${path} is no file of requests submit`);
  const server = serverUrl({ ...shell, env: { GATEPASS_URL: url } });
  return server.ok ? ok({ server: server.value.origin, id, token }) : server;
}

function fromEnvironment(shell: Shell, id: string | undefined): Result<OwnRequest, Failure> {
  const server = serverUrl(shell);
  if (!server.ok) return server;
  const token = environmentVariable(shell.env, 'GATEPASS_REQUEST_TOKEN');
  if (!token.ok) return token;
  if (id === undefined || token.value === undefined || !/^[0-9A-Za-z_]+$/.test(token.value.trim()))
    return fail(EXIT.usage, 'Name the request by --request FILE, or by its id and GATEPASS_REQUEST_TOKEN');
  return ok({ server: server.value.origin, id, token: token.value.trim() });
}
