import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { anchorHead } from '../../../usecases/anchor-ledger/anchor-ledger.ts';
import {
  checkpointLedger,
  type LedgerProof,
  removeCheckpointedRows,
} from '../../../usecases/checkpoint-ledger/checkpoint-ledger.ts';
import { verifyLedger } from '../../../usecases/verify-ledger/verify-ledger.ts';
import { CHANGES_NOTHING, operation } from '../../operation.ts';
import type { AdminDeps } from './admin-deps.ts';
import { answerProblem } from './admin-problem.ts';
import { answers } from './admin-schemas.ts';
import { changeContext, needs } from './authenticate-admin.ts';
import { DryRunQuery, storeFor } from './dry-run.ts';
import {
  CheckpointLedgerSchema,
  LedgerAnchorSchema,
  LedgerCheckpointSchema,
  LedgerVerificationSchema,
  VerifyLedgerSchema,
} from './ledger-schemas.ts';
import { toLedgerAnchor, toLedgerCheckpoint, toLedgerVerification } from './ledger-to-wire.ts';

/** Proving the ledger: that it is what was written, where it ends, and what its removed rows came to. */
export function ledgerProofRoutes(
  root: FastifyInstance,
  deps: AdminDeps & { readonly ledgerProof: LedgerProof },
): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  const proving = { ...deps.ledgerProof, ...deps.store };

  // POST, since it is work: it reads the whole ledger.
  app.post(
    '/ledger/verify',
    {
      onRequest: needs('read'),
      schema: {
        ...operation('verifyLedger', 'Check the whole ledger, and hold it against anchors.'),
        ...CHANGES_NOTHING,
        body: VerifyLedgerSchema,
        response: answers(200, LedgerVerificationSchema),
      },
    },
    async (request) => toLedgerVerification(await verifyLedger(proving, request.body?.anchors)),
  );

  app.get(
    '/ledger/anchor',
    {
      onRequest: needs('read'),
      schema: {
        ...operation('anchorLedger', 'Tell where the ledger ends now, signed.'),
        response: answers(200, LedgerAnchorSchema),
      },
    },
    async () => toLedgerAnchor(await anchorHead(proving, deps.now())),
  );

  app.post(
    '/ledger/checkpoint',
    {
      onRequest: needs('administer'),
      schema: {
        ...operation('checkpointLedger', 'Remove old rows, and sign what they came to.', [
          'ledger.checkpointed',
        ]),
        querystring: DryRunQuery,
        body: CheckpointLedgerSchema,
        response: answers(200, LedgerCheckpointSchema),
      },
    },
    async (request, reply) => {
      const store = { ...deps.store, ...storeFor(deps.store, request.query, reply) };
      const context = changeContext(request, deps.now());
      const days = request.body.older_than_days;
      const made = await checkpointLedger({ ...deps.ledgerProof, store }, context, days);
      if (!made.ok) {
        const { refusal } = made;
        return answerProblem(
          reply,
          refusal.cause,
          'finding' in refusal ? `The ledger does not verify: ${refusal.finding}.` : undefined,
        );
      }
      if (request.query.dry_run !== 'true') await removeCheckpointedRows({ ...deps.ledgerProof, store });
      return toLedgerCheckpoint(made.value);
    },
  );
}
