import { attack } from '@gatepass/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type Call,
  type Laboratory,
  type OperationAnswer,
  openLaboratory,
} from '../../testing/operations/laboratory.ts';
import type { Operation } from '../../testing/operations/operation.ts';
import { sampleOf } from '../../testing/operations/samples/all-samples.ts';
import { newSubject, type SubjectWithMember } from '../../testing/operations/subject.ts';

let lab: Laboratory;
/** Who asks, and whose things they ask for. */
let own: SubjectWithMember;
let foreign: SubjectWithMember;
beforeAll(async () => {
  lab = await openLaboratory();
  own = await newSubject(lab);
  foreign = await newSubject(lab);
});
afterAll(() => lab.stop());

/** All that two answers may not differ in. */
function comparable({ status, text, headers }: OperationAnswer): unknown {
  const told = [...headers].filter(([name]) => name !== 'x-request-id' && name !== 'date');
  return { status, told, text: text.replace(headers.get('x-request-id') ?? '', '') };
}

const swapCase = (id: string) =>
  id.replaceAll(/[a-zA-Z]/g, (letter) =>
    letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
  );
/** Of the same form, and of nothing. */
const unknownLike = (id: string) => `${id.slice(0, -6)}000000`;

function withId(call: Call, id: string): Call {
  return {
    ...call,
    parameters: Object.fromEntries(Object.keys(call.parameters ?? {}).map((name) => [name, id])),
  };
}

/** As a member of the one partner, with an id in the path: the answer, and that nothing was written. */
async function askFor(operation: Operation, call: Call, id: string): Promise<unknown> {
  const head = lab.head();
  const answer = await lab.call(operation, withId(call, id), own.member.token);
  expect(lab.head(), `${operation.id} of ${id} left a row`).toBe(head);
  return comparable(answer);
}

const idOf = ({ parameters = {} }: Call) => Object.values(parameters)[0] ?? '';

attack(
  'W05',
  'A member of one partner learns of nothing that is another one’s, and changes none of it',
  async (report) => {
    const reached = lab.operations.filter(
      ({ api, parameters }) => api === 'partner' && parameters.length > 0,
    );
    expect(reached.length).toBeGreaterThan(15);
    for (const operation of reached) {
      const sample = sampleOf(operation.id);
      const foreignCall = await sample(lab, foreign);
      const ownCall = await sample(lab, own);
      const foreignId = idOf(foreignCall);
      const unknown = await askFor(operation, foreignCall, unknownLike(foreignId));
      expect(unknown, operation.id).toMatchObject({ status: 404 });
      for (const id of [
        foreignId,
        swapCase(idOf(ownCall)),
        foreign.memberId,
        foreign.partnerId,
        own.memberId,
      ]) {
        expect(await askFor(operation, foreignCall, id), `${operation.id} of ${id}`).toEqual(unknown);
      }
      const encoded = (id: string) => `%${id.charCodeAt(0).toString(16)}${id.slice(1)}`;
      const spelt = await askFor(operation, foreignCall, encoded(unknownLike(foreignId)));
      expect(spelt, operation.id).toMatchObject({ status: 404 });
      for (const id of [foreignId, idOf(ownCall)]) {
        expect(
          await askFor(operation, foreignCall, encoded(id)),
          `${operation.id} of ${encoded(id)}`,
        ).toEqual(spelt);
      }
      // The id was all that was wrong.
      const { status, text } = await lab.call(operation, ownCall, own.member.token);
      expect(operation.successes, `${operation.id}: ${text}`).toContain(status);
    }
    report(
      `${reached.length} operations of the partner API, each with the id of another partner’s object, an id of nothing, its own id in the other case, an id of another kind, and the same percent-encoded`,
      '404, the same bytes as for an id of nothing but for the request id; no row in the ledger. With its own id: done',
    );

    const listed = lab.operations.filter(
      ({ api, method, parameters }) => api === 'partner' && method === 'GET' && parameters.length === 0,
    );
    const { clientId, secretId, accountId } = await lab.newClient(foreign.partnerId);
    for (const operation of listed) {
      const call = await sampleOf(operation.id)(lab, own);
      const { status, text } = await lab.call(operation, call, own.member.token);
      expect(status, operation.id).toBe(200);
      for (const id of [
        foreign.partnerId,
        foreign.memberId,
        foreign.member.tokenId,
        clientId,
        secretId,
        accountId,
      ]) {
        expect(text, `${operation.id} tells of ${id}`).not.toContain(id);
      }
    }
    report(
      `${listed.length} lists and exports of the partner API`,
      '200, and nothing of another partner in them',
    );
  },
);

attack('W05', 'An id in a body or a query is the own partner’s, or is none', async (report) => {
  const { secretId } = await lab.newClient(foreign.partnerId);
  const { clientId } = await lab.newClient(own.partnerId);
  const rotate = lab.operation('startOwnRotation');
  const started = async (id: string) =>
    comparable(
      await lab.call(rotate, { parameters: { id: clientId }, body: { secret_id: id } }, own.member.token),
    );
  const unknown = await started(unknownLike(secretId));
  expect(unknown).toMatchObject({ status: 404 });
  expect(await started(secretId)).toEqual(unknown);
  report('a rotation of the own client that names another partner’s secret', '404, as for an id of nothing');

  const ledger = lab.operation('listOwnLedger');
  for (const query of [{ subject: secretId }, { subject: foreign.partnerId }]) {
    const { status, text } = await lab.call(ledger, { query }, own.member.token);
    expect([status, JSON.parse(text)]).toEqual([200, { items: [], next: null }]);
  }
  for (const query of [{ partner_id: foreign.partnerId }, { actor: 'operator:' }]) {
    expect((await lab.call(ledger, { query }, own.member.token)).status).toBe(400);
  }
  report('the ledger, asked by another partner’s subject, by partner, by actor', 'an empty list; 400; 400');
});

test('the ledger tells a partner that an operator did something, and not who', async () => {
  for (const id of ['listOwnLedger', 'exportOwnLedger']) {
    const query: Record<string, string> = id === 'exportOwnLedger' ? { format: 'jsonl' } : {};
    const { text } = await lab.call(lab.operation(id), { query }, own.member.token);
    expect(text).toContain('"actor":"operator"');
    expect(text).not.toContain('opr_');
    expect(text).not.toContain('Tests');
  }
});
