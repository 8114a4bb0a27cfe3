import { attack } from '@gatepass/testing';
import { afterAll, beforeAll, expect } from 'vitest';
import { type Laboratory, openLaboratory } from '../../testing/operations/laboratory.ts';
import { sampleOf } from '../../testing/operations/samples/all-samples.ts';
import { newSubject, type SubjectWithMember } from '../../testing/operations/subject.ts';

let lab: Laboratory;
let subject: SubjectWithMember;
beforeAll(async () => {
  lab = await openLaboratory();
  subject = await newSubject(lab);
});
afterAll(() => lab.stop());

const FIELDS = [
  'id',
  'partnerId',
  'createdAt',
  'created_at',
  'created_by',
  'secretHash',
  'digest',
  'accounts',
  'isAdmin',
  'state',
  'status',
  '__proto__',
  'constructor',
];

/** With a field of its own by that name, whatever the name means to JavaScript. */
function withField(body: object, field: string): object {
  const copy = { ...body };
  Object.defineProperty(copy, field, { value: 'x', enumerable: true });
  return copy;
}

attack(
  'W07',
  'A field that an operation does not know is refused, and nothing is changed',
  async (report) => {
    const failures: string[] = [];
    const taking = lab.operations.filter(({ takesBody }) => takesBody);
    expect(taking.length).toBeGreaterThan(60);
    for (const operation of taking) {
      const call = await sampleOf(operation.id)(lab, subject);
      const token =
        call.token ?? (operation.api === 'partner' ? subject.memberToken : lab.system.operatorToken);
      const head = lab.head();
      for (const field of FIELDS) {
        const body = withField(call.body ?? {}, field);
        const { status, text } = await lab.call(operation, { ...call, body }, token);
        if (status !== 400) failures.push(`${operation.id} took ${field}: ${status} ${text}`);
      }
      if (lab.head() !== head) failures.push(`${operation.id} left a row`);
    }
    expect(failures).toEqual([]);
    report(
      `${taking.length} operations with a body, each with one of ${FIELDS.join(', ')} in it`,
      '400; no row in the ledger',
    );
  },
);

attack(
  'W07',
  'A field that an operation does not know is refused further down in a body as well',
  async (report) => {
    const operation = lab.operation('createRequest');
    const call = await sampleOf(operation.id)(lab, subject);
    const { contact, ...body } = call.body as { readonly contact: object };
    const head = lab.head();
    for (const field of FIELDS) {
      const nested = { ...body, contact: withField(contact, field) };
      const { status } = await lab.call(operation, { body: nested }, lab.system.operatorToken);
      expect(status, field).toBe(400);
    }
    expect(lab.head()).toBe(head);
    report('a request whose contact has such a field', '400; no row in the ledger');
  },
);
