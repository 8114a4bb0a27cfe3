import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EVIDENCE, TOKEN_REFUSALS } from '@gatepass/protocol';
import { ADMIN_PROBLEMS, DELIVERED_EVENTS, LEDGER_ACTIONS, SETTINGS } from '@gatepass/server';
import { root } from '../root.mjs';
import { accessMatrixDocument } from './access-matrix.mjs';
import { adminProblemsDocument } from './admin-problems.mjs';
import { errorCodesDocument } from './error-codes.mjs';
import { eventsDocument } from './events.mjs';
import { ledgerActionsDocument } from './ledger-actions.mjs';
import { settingsDocument } from './settings.mjs';

/**
 * The documents that are made from tables in the code, or from another document, and so can be checked without running
 * anything.
 * @returns {import('./documents.mjs').Document[]}
 */
export function tableDocuments() {
  return [
    errorCodesDocument(TOKEN_REFUSALS, EVIDENCE),
    adminProblemsDocument(ADMIN_PROBLEMS),
    settingsDocument(SETTINGS),
    ledgerActionsDocument(LEDGER_ACTIONS),
    eventsDocument(DELIVERED_EVENTS),
    accessMatrixDocument(JSON.parse(readFileSync(join(root, 'docs/openapi.json'), 'utf8'))),
  ];
}
