import { ok } from '@gatepass/protocol';
import { Option } from 'commander';
import { adminDownload } from '../../admin-request.ts';
import { connection, isMember } from '../../connection.ts';
import { downloadToNewFile } from '../../download-file.ts';
import { type JsonOption, printObject } from '../../output/print.ts';
import { type AddCommand, command } from '../cli.ts';
import { addLedgerFilterOptions, type LedgerFilterOptions, toLedgerQuery } from './ledger-filter-options.ts';

interface Options extends JsonOption, LedgerFilterOptions {
  readonly format: 'csv' | 'jsonl';
  readonly out: string;
}

/** The answer is no JSON, so these are no functions of the typed client. */
const EXPORT_PATH = '/api/v1/admin/ledger/export';
const OWN_EXPORT_PATH = '/api/v1/partner/ledger/export';

export const addAuditExport: AddCommand = (audit, { shell, does }) => {
  const exporting = command(audit, {
    usage: 'export',
    summary: 'write the ledger to a file, with the names that its ids have now, the oldest row first',
    example: 'audit export --format csv --out ledger.csv --from 2027-01-01T00:00:00Z',
  })
    .addOption(
      new Option('--format <format>', 'csv, for spreadsheets, or jsonl, by which anybody can check the chain')
        .choices(['csv', 'jsonl'])
        .makeOptionMandatory(),
    )
    .requiredOption('--out <file>', 'a new file, which only its owner can read');
  addLedgerFilterOptions(exporting).action(
    does(async ({ json, format, out, ...filter }: Options) => {
      const target = connection(shell);
      if (!target.ok) return target;
      const where = isMember(target.value) ? OWN_EXPORT_PATH : EXPORT_PATH;
      const path = `${where}?${new URLSearchParams({ format, ...toLedgerQuery(filter) })}`;
      const bytes = await downloadToNewFile(out, (take) =>
        adminDownload(target.value, shell.stop, path, take),
      );
      if (!bytes.ok) return bytes;
      printObject(shell, { json }, { file: out, bytes: bytes.value });
      return ok(undefined);
    }),
  );
};
