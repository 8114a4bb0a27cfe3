import { ok } from '@gatepass/protocol';
import { EXIT } from '../../exit-code.ts';
import { fail } from '../../failure.ts';
import { type JsonOption, printObject } from '../../output/print.ts';
import { type AddCommand, command, withAdmin } from '../cli.ts';

export const addAuditVerify: AddCommand = (audit, { shell, does }) => {
  command(audit, {
    usage: 'verify',
    summary: 'check the hash chain of the ledger, row by row; exits 1 where it is broken',
    example: 'audit verify',
  }).action(
    does(async (options: JsonOption) =>
      withAdmin(shell, async (admin) => {
        const verified = await admin.verifyLedger();
        if (!verified.ok) return verified;
        printObject(shell, options, verified.value);
        if (verified.value.intact) return ok(undefined);
        const hint = 'Keep the database as it is: it is evidence. Compare it with the last backup.';
        return fail(EXIT.unexpected, `The ledger is broken: ${verified.value.finding}`, hint);
      }),
    ),
  );
};
