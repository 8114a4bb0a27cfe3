import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import type { Sha256 } from '../../../domain/ledger/ledger-entry.ts';
import { verifyLedger } from '../../../usecases/verify-ledger/verify-ledger.ts';
import type { AdminDeps } from './admin-deps.ts';
import { answers, LedgerVerificationSchema } from './admin-schemas.ts';
import { needs } from './authenticate-admin.ts';

export function ledgerRoutes(root: FastifyInstance, deps: AdminDeps & { readonly sha256: Sha256 }): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();

  // POST, since it is work: it reads the whole ledger.
  app.post(
    '/ledger/verify',
    { onRequest: needs('read'), schema: { response: answers(200, LedgerVerificationSchema) } },
    async () => {
      const verdict = await verifyLedger({ ledger: deps.store.ledger, sha256: deps.sha256 });
      return {
        intact: verdict.finding === null,
        rows: verdict.rows,
        head_sequence: verdict.soundUpTo.sequence,
        head_hash: verdict.soundUpTo.hash,
        finding: verdict.finding,
      };
    },
  );
}
