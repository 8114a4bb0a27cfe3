import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { ok, type Result, refuse } from '@gatepass/protocol';
import type { Settings } from './config/settings.ts';
import type { Operator } from './domain/operator/operator.ts';
import { createLog } from './http/request-log.ts';
import { openStore, prepareDeployment, startFailureOf } from './open-deployment.ts';
import { openSecretMac } from './signing/secret-mac.ts';
import { StartFailure } from './start-failure.ts';
import type { ServerOptions } from './start-server.ts';
import { replaceFirstToken, type WhichAdmin } from './usecases/replace-first-token/replace-first-token.ts';

/** Whose token was made. Its text went to `keep` alone. */
export interface RecoveredOperator {
  readonly operator_id: string;
  readonly name: string | null;
  readonly token_id: string;
  /** RFC 3339. */
  readonly expires_at: string;
}

/** There is no such active admin. */
export interface NoSuchAdmin {
  /** Those that there are: any of them could be named. */
  readonly admins: readonly Pick<Operator, 'id' | 'name'>[];
}

/**
 * The way back in where every admin's token is lost or has ended, for whoever can read the database and its master
 * key: a new first token for one admin who is there already, never another admin. It may be done beside a running
 * server, which then tells the other admins.
 * @param which by id; the admin who was made first, where none is named
 * @param keep gets the token before it counts
 * Throws `StartFailure`.
 */
export async function recoverOperator(
  settings: Settings,
  which: Pick<WhichAdmin, 'id'>,
  keep: (token: string) => Promise<void>,
  options: ServerOptions = {},
): Promise<Result<RecoveredOperator, NoSuchAdmin>> {
  if (!existsSync(settings.databasePath)) {
    throw new StartFailure(`There is no database ${settings.databasePath}; set GATEPASS_DATA_DIR.`, 2);
  }
  const now = options.now ?? Date.now;
  const { store, masterKey } = await openStore(settings);
  try {
    const page = { after: null, limit: 100, status: 'active', role: 'admin' } as const;
    const admins = await store.operators.list(page);
    if (admins.length === 0) return refuse({ admins });
    const macKey = (await prepareDeployment(settings, store, masterKey, now)).macKeys.at(-1);
    if (macKey === undefined) throw new Error('there is no secret-MAC key');
    const replaced = await replaceFirstToken(
      { ...settings, store, randomBytes, mac: openSecretMac(masterKey, macKey) },
      { actor: 'system:console', requestId: null, now: now() },
      which,
      (token) => keep(token.reveal()),
    );
    if (!replaced.ok) return refuse({ admins });
    const { operator, tokenId, expiresAt } = replaced.value;
    createLog(settings.logLevel, options.log).warn(
      { operator_id: operator.id, token_id: tokenId },
      'an operator was given a token from the console',
    );
    return ok({
      operator_id: operator.id,
      name: operator.name,
      token_id: tokenId,
      expires_at: new Date(expiresAt).toISOString(),
    });
  } catch (error) {
    throw startFailureOf(error, settings);
  } finally {
    await store.close();
  }
}
