import { attack } from '@gatepass/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Call, type Laboratory, openLaboratory } from '../../testing/operations/laboratory.ts';
import type { Operation } from '../../testing/operations/operation.ts';
import { newPrincipals, type Principals } from '../../testing/operations/principals.ts';
import { readAccessMatrix } from '../../testing/operations/read-access-matrix.ts';
import { FOR_ONESELF, sampleOf } from '../../testing/operations/samples/all-samples.ts';

let lab: Laboratory;
let principals: Principals;
beforeAll(async () => {
  lab = await openLaboratory();
  principals = await newPrincipals(lab);
});
afterAll(() => lab.stop());

const matrix = readAccessMatrix();

test('docs/access-matrix.md has a row for every operation, and no other', () => {
  const ids = matrix.map(({ operationId }) => operationId);
  expect(ids.sort()).toEqual(lab.operations.map(({ id }) => id).sort());
});

attack(
  'W06',
  'Everybody may do exactly what docs/access-matrix.md says, and nothing else',
  async (report) => {
    const deviations: string[] = [];
    const counts = new Map<string, number>();
    for (const { operationId, cells } of matrix) {
      const operation = lab.operation(operationId);
      // What is refused changes nothing, so one call serves for all who are.
      const refused = await sampleOf(operationId)(lab, principals.own);
      const judge = async ([column, cell]: readonly [string, string]) => {
        counts.set(cell, (counts.get(cell) ?? 0) + 1);
        const deviation = await deviationOf(operation, refused, column, cell);
        if (deviation !== undefined) deviations.push(`${operationId} by ${column}: ${deviation}`);
      };
      const isRefusal = ([, cell]: readonly [string, string]) => cell === '401' || cell === '403';
      // All at once, since none of them leaves anything behind.
      await Promise.all(Object.entries(cells).filter(isRefusal).map(judge));
      for (const entry of Object.entries(cells)) if (!isRefusal(entry)) await judge(entry);
    }
    expect(deviations).toEqual([]);
    const told = [...counts].map(([cell, count]) => `${cell} ${count}`);
    report(`${matrix.length} operations, each by everybody`, `as documented: ${told.sort().join(', ')}`);
  },
);

/** In words; undefined where the server does what the cell says. */
async function deviationOf(
  operation: Operation,
  refused: Call,
  column: string,
  cell: string,
): Promise<string | undefined> {
  const sample = sampleOf(operation.id);
  const token = principals.tokens[column];
  switch (cell) {
    case '–':
      return undefined;
    case 'yes': {
      const reads = operation.ledgerActions.length === 0;
      const call = reads ? refused : await sample(lab, principals.own);
      return done(operation, call, call.token ?? token);
    }
    case 'own': {
      const ownCall = await FOR_ONESELF[operation.id]?.(lab, principals.operatorIds[column] ?? '');
      if (ownCall === undefined) return 'has no sample for oneself';
      return (await refusedWith(operation, refused, token, 403)) ?? (await done(operation, ownCall, token));
    }
    case '404':
      return refusedWith(operation, await sample(lab, principals.foreign), principals.tokens.member, 404);
    default:
      return refusedWith(operation, refused, token, Number(cell));
  }
}

async function done(operation: Operation, call: Call, token: string | undefined) {
  const { status, text } = await lab.call(operation, call, token);
  return operation.successes.includes(status) ? undefined : `refused with ${status}: ${text}`;
}

async function refusedWith(operation: Operation, call: Call, token: string | undefined, expected: number) {
  const head = lab.head();
  const { status, text } = await lab.call(operation, call, token);
  if (status !== expected) return `answered by ${status} in the place of ${expected}: ${text}`;
  return lab.head() === head ? undefined : 'was refused, and left a row';
}

attack('W08', 'Who says in a body or a header who they are is nobody', async (report) => {
  const { own } = principals;
  const identity = {
    userId: 'opr_000000000000',
    operatorId: 'opr_000000000000',
    partnerId: own.partnerId,
    partner_id: own.partnerId,
    member_id: own.memberId,
    role: 'admin',
  };
  const closed = lab.operations.filter(
    ({ api, ledgerActions }) => api !== 'public' && ledgerActions.length > 0,
  );
  expect(closed.length).toBeGreaterThan(60);
  for (const operation of closed) {
    const call = await sampleOf(operation.id)(lab, own);
    const head = lab.head();
    for (const body of [identity, { ...call.body, ...identity }]) {
      const { status, headers } = await lab.call(operation, { ...call, body }, undefined);
      expect(status, operation.id).toBe(401);
      expect(headers.get('www-authenticate'), operation.id).toMatch(
        /^Bearer realm="gatepass (admin|partner)"$/,
      );
    }
    expect(lab.head(), operation.id).toBe(head);
  }
  report(
    `${closed.length} changes, each without a token and with userId, operatorId, partnerId, partner_id, member_id and role in the body`,
    '401 with a challenge; no row in the ledger',
  );
});
