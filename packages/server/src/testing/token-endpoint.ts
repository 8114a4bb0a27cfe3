import { FORM_MEDIA_TYPE, TOKEN_PATH } from '@gatepass/protocol';
import {
  type Answer,
  describeAnswer,
  type Pair,
  RawConnection,
  type RawResponse,
  type System,
} from '@gatepass/testing';

/** An answer with its body parsed, for expectations, and whole, for reports. */
export interface TokenAnswer extends Answer {
  readonly json: Record<string, unknown>;
}

export interface Sent {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

/** A form in which every value is encoded, `grant_type` included unless it is given. */
export function formOf(pair: Pair, more: Readonly<Record<string, string>> = {}): string {
  return new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: pair.clientId,
    client_secret: pair.clientSecret,
    ...more,
  }).toString();
}

export function basicOf(clientId: string, clientSecret: string): string {
  return `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`;
}

/** One request over a connection of its own, with exactly these headers: no HTTP client adds any. */
export async function send(system: System, sent: Sent): Promise<TokenAnswer> {
  const body = Buffer.from(sent.body ?? '');
  const headers = {
    host: `127.0.0.1:${system.port}`,
    connection: 'close',
    ...(sent.body === undefined
      ? {}
      : { 'content-type': FORM_MEDIA_TYPE, 'content-length': String(body.length) }),
    ...sent.headers,
  };
  const head = [
    `${sent.method ?? 'POST'} ${sent.path ?? TOKEN_PATH} HTTP/1.1`,
    ...Object.entries(headers).flatMap(([name, value]) => (value === '' ? [] : [`${name}: ${value}`])),
  ];
  const bytes = Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`, 'latin1'), body]);
  const connection = await RawConnection.open(system.port);
  connection.write(bytes);
  const response = await connection.next({ head: sent.method === 'HEAD' });
  connection.close();
  return toAnswer(response);
}

export function toAnswer(response: RawResponse | undefined): TokenAnswer {
  if (response === undefined) throw new Error('the server closed without an answer');
  const json = response.body.startsWith('{') ? (JSON.parse(response.body) as Record<string, unknown>) : {};
  return { ...response, json };
}

export function header(answer: Answer, name: string): string | undefined {
  const value = answer.headers.get(name.toLowerCase());
  return value === null || value === undefined ? undefined : [value].flat().join(', ');
}

/** The line of an answer for the attack document, with the headers that matter at the token endpoint. */
export function describe(answer: TokenAnswer): string {
  const { error, error_description: description } = answer.json;
  const shown = error === undefined ? answer : { ...answer, body: `${error}: ${description}` };
  return describeAnswer(shown, ['Allow', 'WWW-Authenticate', 'Retry-After']);
}

/** All that two answers may not differ in: everything but the request id and the date. */
export function comparable(answer: TokenAnswer): unknown {
  const headers = [...(answer.headers as RawResponse['headers'])].filter(
    ([name]) => name !== 'x-request-id' && name !== 'date',
  );
  return { status: answer.status, headers, body: answer.body };
}
