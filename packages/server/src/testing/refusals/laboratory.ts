import { join } from 'node:path';
import type { TokenRefusalCause } from '@gatepass/protocol';
import { type Pair, type System, startSystem } from '@gatepass/testing';
import { openSqlite } from '../../store/dialects/sqlite/open-sqlite.ts';
import { type KeySetServer, startKeySetServer } from '../key-set-server.ts';
import { formOf, type Sent, send, type TokenAnswer } from '../token-endpoint.ts';

/** A system in which everything can be refused. */
export interface Laboratory {
  readonly system: System;
  /** Stands for a partner's server. */
  readonly partner: KeySetServer;
  /** Calls the admin API, which must do as it is told. */
  admin<Body>(method: string, path: string, body?: unknown): Promise<Body>;
  /** A token request with this pair, and with whatever is given besides or instead. */
  token(pair: Pair, parameters?: Readonly<Record<string, string>>, sent?: Sent): Promise<TokenAnswer>;
  /** Does something to the database behind the server's back. */
  damage(sql: string): Promise<void>;
  stop(): Promise<void>;
}

/** Brings a refusal about over the wire, and gives its answer. */
export type Produce = (laboratory: Laboratory) => Promise<TokenAnswer>;

export type Producers = Readonly<Partial<Record<TokenRefusalCause, Produce>>>;

/** Failures of one client from one network that are answered as such. */
export const FAILURE_LIMIT = 10;

export async function openLaboratory(): Promise<Laboratory> {
  const partner = await startKeySetServer();
  const system = await startSystem({
    settings: { GATEPASS_READ_TIMEOUT: '1000', GATEPASS_FAILURE_LIMIT_CLIENT: String(FAILURE_LIMIT / 2) },
  });
  return {
    system,
    partner,
    async admin<Body>(method: string, path: string, body?: unknown) {
      const answer = await system.admin<Body>(method, path, body);
      if (answer.status >= 300) {
        throw new Error(`${method} ${path} was answered by ${answer.status}: ${JSON.stringify(answer.body)}`);
      }
      return answer.body;
    },
    token: (pair, parameters = {}, sent = {}) => send(system, { body: formOf(pair, parameters), ...sent }),
    async damage(sql) {
      const database = await openSqlite(join(system.dataDir, 'gatepass.db'), 'write');
      database.exec(sql);
      database.close();
    },
    async stop() {
      await system.stop();
      await partner.close();
    },
  };
}
