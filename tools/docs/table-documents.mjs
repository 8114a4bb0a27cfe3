import { EVIDENCE, TOKEN_REFUSALS } from '@gatepass/protocol';
import { LEDGER_ACTIONS, SETTINGS } from '@gatepass/server';
import { errorCodesDocument } from './error-codes.mjs';
import { ledgerActionsDocument } from './ledger-actions.mjs';
import { settingsDocument } from './settings.mjs';

/**
 * The documents that are made from tables in the code, and so can be checked without running anything.
 * @returns {import('./documents.mjs').Document[]}
 */
export function tableDocuments() {
  return [
    errorCodesDocument(TOKEN_REFUSALS, EVIDENCE),
    settingsDocument(SETTINGS),
    ledgerActionsDocument(LEDGER_ACTIONS),
  ];
}
