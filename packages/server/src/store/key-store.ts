import type { Kysely } from 'kysely';
import type { PublicJwk, SigningKeyState } from '../domain/signing-key/signing-key.ts';
import type { KeyReads, KeyWrites } from '../domain/store.ts';
import type { Database } from './schema.ts';

export function keyStore(db: Kysely<Database>): KeyReads & KeyWrites {
  return {
    async signingKeys() {
      const rows = await db
        .selectFrom('signing_key')
        .selectAll()
        .orderBy('created_at')
        .orderBy('kid')
        .execute();
      return rows.map((row) => ({
        kid: row.kid,
        state: row.state as SigningKeyState,
        publicJwk: JSON.parse(row.public_jwk) as PublicJwk,
        sealedPrivateKey: row.sealed_private_key,
        createdAt: Number(row.created_at),
      }));
    },
    async macKeys() {
      const rows = await db.selectFrom('mac_key').selectAll().orderBy('version').execute();
      return rows.map((row) => ({
        version: Number(row.version),
        sealedKey: row.sealed_key,
        createdAt: Number(row.created_at),
      }));
    },
    async insertSigningKey(key) {
      await db
        .insertInto('signing_key')
        .values({
          kid: key.kid,
          state: key.state,
          public_jwk: JSON.stringify(key.publicJwk),
          sealed_private_key: key.sealedPrivateKey,
          created_at: key.createdAt,
        })
        .execute();
    },
    async insertMacKey(key) {
      await db
        .insertInto('mac_key')
        .values({ version: key.version, sealed_key: key.sealedKey, created_at: key.createdAt })
        .execute();
    },
  };
}
