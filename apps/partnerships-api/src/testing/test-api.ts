import { join } from 'node:path';
import { LogSink, type RawResponse, sendRaw, tempFolder } from '@gatepass/testing';
import { startPartnershipsApi } from '../start-partnerships-api.ts';
import { openDatabase } from '../store/open-database.ts';
import type { Database } from '../store/sqlite.ts';
import { type Answer, toAnswer } from './answer.ts';
import { Partner } from './partner.ts';
import { startTestIssuer } from './test-issuer.ts';

const AUDIENCE = 'https://api.example.com';

/** Where the clock stands at first: 2026-01-01T00:00:00Z, in milliseconds. */
const START = 1_767_225_600_000;

/** The API as it is started for good, with an issuer, a database and a clock of the test's own. */
export interface TestApi {
  readonly url: string;
  readonly port: number;
  readonly clock: { ms: number };
  readonly log: LogSink;
  /** A partner that no test has had before, or one with this parent account. */
  partner(claims?: Readonly<Record<string, unknown>>): Partner;
  /** Writes bytes to a connection of its own and reads this many answers, all held to what is true of each. */
  raw(bytes: string | Uint8Array, responses?: number): Promise<Answer[]>;
  /** A second connection to the API's database, for what no call brings about. */
  database<Value>(use: (database: Database) => Value): Promise<Value>;
  close(): Promise<void>;
}

export async function startTestApi(): Promise<TestApi> {
  const folder = await tempFolder();
  const databasePath = join(folder.path, 'api.db');
  const issuer = await startTestIssuer();
  const log = new LogSink();
  const clock = { ms: START };
  const api = await startPartnershipsApi({
    port: 0,
    issuer: issuer.origin,
    audience: AUDIENCE,
    databasePath,
    now: () => clock.ms,
    log,
  });
  let partners = 0;

  function token(claims: Readonly<Record<string, unknown>>): string {
    const iat = Math.floor(clock.ms / 1000);
    return issuer.sign({
      iss: issuer.origin,
      aud: AUDIENCE,
      sub: 'rspub_0123456789abcdef',
      client_id: 'rspub_0123456789abcdef',
      iat,
      exp: iat + 300,
      jti: 'a.0123456789',
      scope: 'accounts:read accounts:write',
      credential_id: 'cred0001',
      ...claims,
    });
  }

  return {
    url: api.url,
    port: api.port,
    clock,
    log,
    partner(claims = {}) {
      const parentAccountId = `parent-${++partners}`;
      const all = { parent_account_id: parentAccountId, ...claims };
      return new Partner(api.url, String(all.parent_account_id), token(all));
    },
    async raw(bytes, responses) {
      const received = await sendRaw(api.port, bytes, responses === undefined ? {} : { responses });
      return received.map(({ status, headers, body }: RawResponse) =>
        toAnswer(status, (name) => headers.get(name)?.join(', '), body),
      );
    },
    async database(use) {
      const database = await openDatabase(databasePath);
      try {
        return use(database);
      } finally {
        database.close();
      }
    },
    async close() {
      await api.close();
      await issuer.close();
      await folder.remove();
    },
  };
}
