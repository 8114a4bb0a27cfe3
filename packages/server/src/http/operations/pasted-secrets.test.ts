import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Laboratory, openLaboratory } from '../../testing/operations/laboratory.ts';
import { sampleOf } from '../../testing/operations/samples/all-samples.ts';
import { newSubject, type SubjectWithMember } from '../../testing/operations/subject.ts';
import { type FieldPath, readTextFields, withText } from '../../testing/operations/text-fields.ts';

let lab: Laboratory;
let subject: SubjectWithMember;
let fields: ReadonlyMap<string, readonly FieldPath[]>;
beforeAll(async () => {
  lab = await openLaboratory();
  subject = await newSubject(lab);
  fields = await readTextFields(lab.system.issuer);
});
afterAll(() => lab.stop());

test('a secret that is pasted into any field fails no operation, and reaches no row of the ledger', async () => {
  const { clientSecret } = await lab.newClient(subject.partnerId);
  const pasted = [clientSecret, `https://keys.example/${clientSecret}`, `urn:${clientSecret}`];
  const failures: string[] = [];
  let tried = 0;
  for (const operation of lab.operations) {
    for (const path of fields.get(operation.id) ?? []) {
      const sample = () => sampleOf(operation.id)(lab, subject);
      let call = await sample();
      for (const text of pasted) {
        const body = withText(call.body, path, text) as object;
        const { api } = operation;
        const token = { admin: lab.system.operatorToken, partner: subject.memberToken, public: undefined }[
          api
        ];
        const head = lab.head();
        const { status } = await lab.call(operation, { ...call, body }, call.token ?? token);
        tried += 1;
        const where = `${operation.id} with ${path.join('.')}`;
        // What was done cannot be asked for again.
        if (status < 300) call = await sample();
        if (status >= 500) failures.push(`${where}: ${status}`);
        if (JSON.stringify(lab.entriesAfter(head)).includes(clientSecret)) failures.push(`${where}: kept`);
      }
    }
  }
  expect(failures).toEqual([]);
  expect(tried).toBeGreaterThan(200);
});

test.each([
  ['createClient', 'parent_account_id', 'account_malformed'],
  ['createRequest', 'manager_account_id', 'account_malformed'],
  ['createPartnerRequest', 'manager_account_id', 'account_malformed'],
  ['submitRequest', 'manager_account_id', 'account_malformed'],
])('%s says what is wrong with %s', async (id, field, cause) => {
  const { clientSecret } = await lab.newClient(subject.partnerId);
  const operation = lab.operation(id);
  const call = await sampleOf(id)(lab, subject);
  const body = { ...call.body, [field]: clientSecret };
  const token = { admin: lab.system.operatorToken, partner: subject.memberToken, public: undefined };
  const { status, text } = await lab.call(operation, { ...call, body }, token[operation.api]);
  expect([status, JSON.parse(text).type]).toEqual([400, `urn:gatepass:problem:${cause}`]);
  expect(text).not.toContain(clientSecret);
});
