import { CLIENT_INSTANCE_HEADER, type CreatedRotation, type Rotation } from '@gatepass/protocol';
import type { AdminAnswer, Pair, System } from '@gatepass/testing';
import { formOf, send, type TokenAnswer } from './token-endpoint.ts';

/** The admin API about one client's rotation, and the client's own doings. */
export interface RotationCalls {
  /** Begins a rotation; the pair with the new secret. */
  start(body?: object): Promise<{ readonly pair: Pair; readonly rotation: CreatedRotation }>;
  show(): Promise<Rotation>;
  post<Body>(path: string, body: object, query?: string): Promise<AdminAnswer<Body>>;
  /** Asks for a token, as the instance where one is named. */
  ask(pair: Pair, instance?: string, headers?: Readonly<Record<string, string>>): Promise<TokenAnswer>;
}

export function rotationCalls(system: System, first: Pair): RotationCalls {
  const path = `/clients/${first.clientId}/rotation`;
  return {
    async start(body = {}) {
      const { status, body: rotation } = await system.admin<CreatedRotation>('POST', path, body);
      if (status !== 201)
        throw new Error(`a rotation was answered by ${status}: ${JSON.stringify(rotation)}`);
      return { rotation, pair: { ...first, clientSecret: rotation.client_secret } };
    },
    async show() {
      // What was counted is written first, as it is every few seconds.
      await system.work();
      return (await system.admin<Rotation>('GET', path)).body;
    },
    post: (path, body, query = '') => system.admin('POST', path + query, body),
    ask: (pair, instance, headers = {}) =>
      send(system, {
        headers: instance === undefined ? headers : { ...headers, [CLIENT_INSTANCE_HEADER]: instance },
        body: formOf(pair),
      }),
  };
}

/** The id in a secret's text. */
export const secretIdOf = (pair: Pair): string => pair.clientSecret.slice(5, 13);
