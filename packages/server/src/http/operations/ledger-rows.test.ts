import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Laboratory, type LedgerEntry, openLaboratory } from '../../testing/operations/laboratory.ts';
import type { Operation } from '../../testing/operations/operation.ts';
import { SAMPLED, sampleOf } from '../../testing/operations/samples/all-samples.ts';
import { newSubject } from '../../testing/operations/subject.ts';

let lab: Laboratory;
let subject: Awaited<ReturnType<typeof newSubject>>;
beforeAll(async () => {
  lab = await openLaboratory();
  subject = await newSubject(lab);
});
afterAll(() => lab.stop());

/** With the token of whoever it is for. */
const tokenFor = ({ api }: Operation) =>
  ({ admin: lab.system.operatorToken, partner: subject.member.token, public: undefined })[api];

test('every operation has a sample, and every sample is of an operation', () => {
  expect(lab.operations.map(({ id }) => id).sort()).toEqual([...SAMPLED].sort());
});

test('every operation leaves what it says in the ledger, and nothing else', async () => {
  const failures: string[] = [];
  for (const operation of lab.operations) {
    try {
      const call = await sampleOf(operation.id)(lab, subject);
      const head = lab.head();
      const { status, text } = await lab.call(operation, call, call.token ?? tokenFor(operation));
      expect(operation.successes, `${status}: ${text}`).toContain(status);
      // Some is done after the answer.
      if (operation.api === 'public' && operation.ledgerActions.length > 0) await lab.system.work();
      expectRows(operation, lab.entriesAfter(head));
    } catch (error) {
      failures.push(`${operation.id}: ${(error as Error).message}`);
    }
  }
  expect(failures).toEqual([]);
});

/** What makes something, of which there was nothing before. */
const MAKES = /\.(created|token_created|account_added|proposed|exposed|checkpointed|secret_rotated)$/;
/** What leaves everything as it was. */
const ONLY_TOLD: readonly string[] = ['webhook.tested'];
const ACTOR = { admin: /^operator:opr_/, partner: /^member:mbr_/, public: /^(person:per_|system:)/ };

function expectRows({ ledgerActions, api }: Operation, entries: readonly LedgerEntry[]): void {
  const [own, ...others] = ledgerActions;
  const actions = entries.map(({ action }) => action);
  expect(actions.filter((action) => action === own)).toEqual(own === undefined ? [] : [own]);
  for (const { action, actor, subject: about, before, after } of entries) {
    expect([own, ...others]).toContain(action);
    expect(actor, action).toMatch(ACTOR[api]);
    expect(about, action).not.toBe('');
    if (ONLY_TOLD.includes(action)) continue;
    expect(after, action).not.toBeNull();
    expect(before === null, `${action}: ${JSON.stringify(before)}`).toBe(MAKES.test(action));
    expect(before, action).not.toEqual(after);
  }
}
