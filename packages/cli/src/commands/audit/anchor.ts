import { appendFile } from 'node:fs/promises';
import { ok } from '@gatepass/protocol';
import { errorCode } from '../../environment-variable.ts';
import { EXIT } from '../../exit-code.ts';
import { fail } from '../../failure.ts';
import { type JsonOption, printObject } from '../../output/print.ts';
import { type AddCommand, command, withAdmin } from '../cli.ts';

interface Options extends JsonOption {
  readonly out: string;
}

export const addAuditAnchor: AddCommand = (audit, { shell, does }) => {
  command(audit, {
    usage: 'anchor',
    summary: 'keep where the ledger ends now, signed, so that a later cut or rewriting is found',
    example: 'audit anchor --out anchors.txt',
  })
    .requiredOption('--out <file>', 'where to add it, as one line; best on another machine')
    .action(
      does(async ({ out, json }: Options) =>
        withAdmin(shell, async (admin) => {
          const anchor = await admin.anchorLedger();
          if (!anchor.ok) return anchor;
          const { signed, ...told } = anchor.value;
          try {
            await appendFile(out, `${signed}\n`, { mode: 0o600, flush: true });
          } catch (error) {
            return fail(EXIT.usage, `${out} cannot be written to (${errorCode(error)})`);
          }
          printObject(shell, { json }, json ? anchor.value : { ...told, file: out });
          return ok(undefined);
        }),
      ),
    );
};
