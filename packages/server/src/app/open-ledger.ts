import { setImmediate as nextTurn } from 'node:timers/promises';
import { openLedgerMarks } from '../signing/ledger-marks.ts';
import { sha256 } from '../signing/sha256.ts';
import { anchorFile } from '../store/anchor-file.ts';
import type { LedgerProof } from '../usecases/checkpoint-ledger/checkpoint-ledger.ts';
import type { AppParts } from './app-parts.ts';

/** What the ledger is proved with: the keys that sign where it ends, and the file for what they have signed. */
export function openLedger({
  settings: { ledgerAnchorFile, issuer },
  masterKey,
  keys,
}: Pick<AppParts, 'settings' | 'masterKey' | 'keys'>): LedgerProof {
  return {
    marks: openLedgerMarks(masterKey, keys.signingKeys, issuer),
    anchorLog: ledgerAnchorFile === undefined ? null : anchorFile(ledgerAnchorFile),
    sha256,
    pause: () => nextTurn(),
  };
}
