import { type LedgerVerification, ok, type Result } from '@gatepass/protocol';
import { readTextFile } from '../../environment-variable.ts';
import { EXIT } from '../../exit-code.ts';
import { type Failure, fail } from '../../failure.ts';
import { type JsonOption, printObject } from '../../output/print.ts';
import { type AddCommand, command, withAdmin } from '../cli.ts';

interface Options extends JsonOption {
  readonly anchors?: string;
}

/** As many as the server takes at once. Each holds all rows before it, so the last ones of a file are enough. */
const MOST_ANCHORS = 50;

export const addAuditVerify: AddCommand = (audit, { shell, does }) => {
  command(audit, {
    usage: 'verify',
    summary: 'check the hash chain of the ledger, row by row; exits 1 where it is broken',
    example: 'audit verify --anchors anchors.txt',
  })
    .option(
      '--anchors <file>',
      'anchors that were kept elsewhere, one a line: they show what was cut or rewritten',
    )
    .action(
      does(async ({ anchors: file, ...options }: Options) =>
        withAdmin(shell, async (admin) => {
          const anchors = anchorsIn(file);
          if (!anchors.ok) return anchors;
          const verified = await admin.verifyLedger(
            anchors.value === null ? null : { anchors: anchors.value },
          );
          if (!verified.ok) return verified;
          printObject(shell, options, verified.value);
          return verdictOn(verified.value);
        }),
      ),
    );
};

function anchorsIn(file: string | undefined): Result<string[] | null, Failure> {
  if (file === undefined) return ok(null);
  const text = readTextFile(file, '--anchors');
  if (!text.ok) return text;
  const lines = text.value.split('\n').filter((line) => line !== '');
  if (lines.length === 0) return fail(EXIT.usage, `There is no anchor in ${file}`);
  return ok(lines.slice(-MOST_ANCHORS));
}

function verdictOn({ intact, finding }: LedgerVerification): Result<void, Failure> {
  if (intact) return ok(undefined);
  const hint = 'Keep the database as it is: it is evidence. Compare it with the last backup.';
  return fail(EXIT.unexpected, `The ledger is broken: ${finding}`, hint);
}
