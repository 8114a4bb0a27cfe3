import { type System, startSystem } from '@gatepass/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mailedToken } from '../../../testing/mailed-token.ts';
import {
  type CalledOperator,
  FORM,
  problemOf,
  type RequestCalls,
  requestCalls,
  WEEK,
} from '../../../testing/request-calls.ts';

let system: System;
let calls: RequestCalls;
let one: CalledOperator;
let other: CalledOperator;

/** Two approvers whom nobody has changed within a week: the system's admin, who made them, may be a third. */
beforeAll(async () => {
  system = await startSystem();
  calls = requestCalls(system);
  one = await calls.operator('approver');
  other = await calls.operator('approver');
  system.clock.advance(WEEK + 1);
});
afterAll(() => system.stop());

const show = async (id: string, by = one) => (await by.call('GET', `/requests/${id}`)).json;
const entries = async (subject: string) => {
  const { json } = await calls.admin('GET', `/ledger?subject=${subject}&limit=1000`);
  // The latest comes first.
  const items = json.items as { action: string; actor: string; after: Record<string, unknown> }[];
  return items.toReversed().map(({ action, actor, after }) => ({ action, actor, after }));
};
const actionsOf = async (subject: string) => (await entries(subject)).map(({ action }) => action);
const rows = async () => (await system.admin<{ rows: number }>('POST', '/ledger/verify')).body.rows;

describe('a request that came by mail', () => {
  test('is typed in, is in review at once, and its claim code is told once', async () => {
    const made = await calls.admin('POST', '/requests', { ...FORM, manager_account_id: 'pa_typed' });
    expect([made.status, made.json]).toEqual([
      201,
      expect.objectContaining({
        origin: 'white_glove',
        state: 'in_review',
        platform_name: FORM.platform_name,
        manager_account_id: 'pa_typed',
        scope: 'accounts:read accounts:write',
        networks: [],
        created_by: expect.stringMatching(/^opr_/),
        claim_code: expect.stringMatching(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/),
      }),
    ]);
    expect((await calls.admin('GET', `/requests/${made.json.id}`)).text).not.toContain(
      String(made.json.claim_code),
    );
  });

  test('may be for a partner that is there, and for no other', async () => {
    const { json: partner } = await calls.admin('POST', '/partners', { name: 'Known' });
    const { id } = await calls.typedIn({ partner_id: partner.id });
    expect((await show(id)).partner_id).toBe(partner.id);
    const unknown = await calls.admin('POST', '/requests', { ...FORM, partner_id: 'prt_0' });
    expect(problemOf(unknown)).toBe('404 partner_unknown');
  });

  test('leaves nothing of what was typed in the ledger but digests', async () => {
    const { id } = await calls.typedIn({ platform_name: 'Unmistakable Inc' });
    await one.call('POST', `/requests/${id}/questions`, { text: 'Unmistakable question' });
    const told = JSON.stringify(await entries(id));
    expect(told).toContain('platform_name_digest');
    expect(told).not.toMatch(/Unmistakable|acme\.example|Lovelace|Register merchants/);
  });
});

describe('who may do what', () => {
  test.each([
    ['viewer', []],
    ['issuer', ['create', 'take-up', 'ask', 'answer', 'withdraw']],
    ['approver', ['create', 'take-up', 'ask', 'answer', 'withdraw', 'approve', 'deny']],
    ['admin', ['create', 'take-up', 'ask', 'answer', 'withdraw', 'approve', 'deny']],
  ] as const)('a %s: %j', async (role, allowed) => {
    const operator = await calls.operator(role);
    const { id } = await calls.typedIn();
    const verbs = {
      create: ['/requests', { ...FORM, manager_account_id: 'not valid' }],
      'take-up': [`/requests/${id}/take-up`, {}],
      ask: [`/requests/${id}/questions`, { text: 'x' }],
      answer: [`/requests/${id}/answers`, { text: 'x' }],
      approve: [`/requests/${id}/approve?dry_run=true`, {}],
      deny: [`/requests/${id}/deny?dry_run=true`, { reason: 'x' }],
      withdraw: [`/requests/${id}/withdraw?dry_run=true`, {}],
    } as const;
    const may = [];
    for (const [verb, [path, body]] of Object.entries(verbs)) {
      if ((await operator.call('POST', path, body)).status !== 403) may.push(verb);
    }
    expect(may.sort()).toEqual([...allowed].sort());
    expect((await operator.call('GET', `/requests/${id}`)).status).toBe(200);
  });
});

describe('the way to a decision', () => {
  test('is taken up, asked about, answered by mail and denied with a reason, one row each', async () => {
    const { id, token } = await calls.confirmed();
    expect((await one.call('POST', `/requests/${id}/take-up`, {})).json.state).toBe('in_review');
    expect(problemOf(await other.call('POST', `/requests/${id}/take-up`, {}))).toBe('409 request_state');
    await one.call('POST', `/requests/${id}/questions`, { text: 'Which?' });
    await other.call('POST', `/requests/${id}/answers`, { text: 'All, they wrote.' });
    const denied = await other.call('POST', `/requests/${id}/deny`, { reason: 'Not a platform.' });
    expect(denied.json).toMatchObject({
      state: 'denied',
      decided_by: other.id,
      decision_reason: 'Not a platform.',
    });
    expect((await calls.own('GET', `/${id}`, token)).json.denial_reason).toBe('Not a platform.');
    expect(await entries(id)).toEqual([
      expect.objectContaining({ action: 'request.created', actor: expect.stringMatching(/^person:per_/) }),
      expect.objectContaining({ action: 'request.confirmed', actor: expect.stringMatching(/^person:per_/) }),
      expect.objectContaining({ action: 'request.taken_up', actor: `operator:${one.id}` }),
      expect.objectContaining({ action: 'request.asked', actor: `operator:${one.id}` }),
      expect.objectContaining({ action: 'request.answered', actor: `operator:${other.id}` }),
      expect.objectContaining({ action: 'request.denied', actor: `operator:${other.id}` }),
    ]);
    for (const verb of ['approve', 'withdraw', 'take-up'])
      expect(problemOf(await one.call('POST', `/requests/${id}/${verb}`, {}))).toBe('409 request_state');
  });

  test.each([
    ['approve', {}],
    ['deny', { reason: 'a test' }],
    ['withdraw', {}],
  ])('%s is rehearsed by ?dry_run=true, and nothing is done', async (verb, body) => {
    const { id } = await calls.typedIn();
    const before = await rows();
    const answer = await one.call('POST', `/requests/${id}/${verb}?dry_run=true`, body);
    expect([answer.status, answer.headers.get('gatepass-dry-run')]).toEqual([200, 'true']);
    expect((await show(id)).state).toBe('in_review');
    expect(await rows()).toBe(before);
  });

  test('is of one request: an unknown one is not found', async () => {
    for (const [verb, body] of [
      ['take-up', {}],
      ['approve', {}],
      ['deny', { reason: 'x' }],
    ] as const)
      expect(problemOf(await one.call('POST', `/requests/req_0/${verb}`, body))).toBe('404 request_unknown');
    expect(problemOf(await one.call('GET', '/requests/req_0'))).toBe('404 request_unknown');
  });
});

describe('lists', () => {
  test('are of the states and the partner that are named', async () => {
    const { json: partner } = await calls.admin('POST', '/partners', { name: 'Listed' });
    const { id: open } = await calls.typedIn({ partner_id: partner.id });
    const { id: denied } = await calls.typedIn({ partner_id: partner.id });
    await one.call('POST', `/requests/${denied}/deny`, { reason: 'a test' });
    const list = async (query: string) => {
      const { json } = await one.call('GET', `/requests?partner_id=${partner.id}${query}`);
      return (json.items as { id: string }[]).map(({ id }) => id).sort();
    };
    expect(await list('')).toEqual([open, denied].sort());
    expect(await list('&state=denied')).toEqual([denied]);
    expect(await list('&state=in_review,question')).toEqual([open]);
    expect(problemOf(await one.call('GET', '/requests?state=granted'))).toBe('400 request_malformed');
  });
});

describe('approval by two', () => {
  test('the first is noted and needs a second; then all of it is made at once', async () => {
    const { id } = await calls.confirmed();
    const first = await one.call('POST', `/requests/${id}/approve`, { scope: 'accounts:read' });
    expect([first.status, first.json.state, first.json.client_id]).toEqual([200, 'confirmed', null]);
    expect((await show(id)).approvals).toMatchObject([
      { operator_id: one.id, terms: { scope: 'accounts:read' } },
    ]);

    const second = await other.call('POST', `/requests/${id}/approve`, { scope: 'accounts:read' });
    expect(second.json).toMatchObject({
      state: 'approved',
      decided_by: other.id,
      partner_id: expect.stringMatching(/^prt_/),
      client_id: expect.stringMatching(/^rspub_/),
      terms: { scope: 'accounts:read' },
    });
    const { json: client } = await calls.admin('GET', `/clients/${second.json.client_id}`);
    expect(client).toMatchObject({
      name: FORM.platform_name,
      scope: 'accounts:read',
      partner_id: second.json.partner_id,
      parent_account_id: second.json.manager_account_id,
    });
    const { json: secrets } = await calls.admin('GET', `/clients/${client.client_id}/secrets`);
    expect(secrets.items).toEqual([]);
    const { json: claims } = await calls.admin('GET', `/claims?request_id=${id}`);
    expect(claims.items).toMatchObject([
      { state: 'open', client_id: client.client_id, contact_id: second.json.contact_id },
    ]);
    expect((await actionsOf(id)).slice(-2)).toEqual(['request.seconded', 'request.approved']);
    await mailedToken(system, String((claims.items as { id: string }[])[0]?.id));
  });

  test('other terms by the second person begin anew, with theirs as the first', async () => {
    const { id } = await calls.confirmed();
    await one.call('POST', `/requests/${id}/approve`, {});
    const narrower = await other.call('POST', `/requests/${id}/approve`, { tokens_per_hour: 10 });
    expect(narrower.json.state).toBe('confirmed');
    expect((await show(id)).approvals).toMatchObject([{ operator_id: other.id }]);
    const agreed = await one.call('POST', `/requests/${id}/approve`, { tokens_per_hour: 10 });
    expect(agreed.json.state).toBe('approved');
    const { json: client } = await calls.admin('GET', `/clients/${agreed.json.client_id}`);
    expect(client).toMatchObject({ tokens_per_hour: 10, token_budget_stage: 'enforce' });
  });

  test('a question makes the first approval void', async () => {
    const { id } = await calls.typedIn();
    await one.call('POST', `/requests/${id}/approve`, {});
    await one.call('POST', `/requests/${id}/questions`, { text: 'Really?' });
    expect(problemOf(await other.call('POST', `/requests/${id}/approve`, {}))).toBe('409 request_state');
    await one.call('POST', `/requests/${id}/answers`, { text: 'Yes.' });
    expect((await other.call('POST', `/requests/${id}/approve`, {})).json.state).toBe('in_review');
  });

  test.each([
    ['disabled', 'POST', 'disable', { reason: 'a stolen token' }],
    ['somebody who may not approve', 'PUT', 'role', { role: 'issuer' }],
  ])('the first approval counts for nothing once its giver is %s', async (_what, method, path, body) => {
    const admin = await calls.operator('admin');
    const gone = await calls.operator('approver');
    const { id } = await calls.confirmed();
    await gone.call('POST', `/requests/${id}/approve`, {});
    expect((await show(id)).approvals).toHaveLength(1);
    expect((await admin.call(method, `/operators/${gone.id}/${path}`, body)).status).toBe(200);
    expect(await show(id)).toMatchObject({
      approvals: [],
      because: 'Two people must approve it; you can be either.',
    });
    expect((await one.call('POST', `/requests/${id}/approve`, {})).json.state).toBe('confirmed');
    expect((await other.call('POST', `/requests/${id}/approve`, {})).json.state).toBe('approved');
  });

  test('two at once are one first and one second, and make one client', async () => {
    const { id } = await calls.confirmed();
    const both = await Promise.all(
      [one, other].map(({ call }) => call('POST', `/requests/${id}/approve`, {})),
    );
    expect(both.map(({ json }) => json.state).sort()).toEqual(['approved', 'confirmed']);
    const made = (await actionsOf(id)).filter((action) => action === 'request.approved');
    expect(made).toHaveLength(1);
  });

  test('approving and withdrawing at once end in one of the two', async () => {
    for (let time = 0; time < 5; time++) {
      const { id, token } = await calls.confirmed();
      await one.call('POST', `/requests/${id}/approve`, {});
      const [approved, withdrawn] = await Promise.all([
        other.call('POST', `/requests/${id}/approve`, {}),
        calls.own('POST', `/${id}/withdraw`, token, {}),
      ]);
      expect([approved.status, withdrawn.status].sort()).toEqual([200, 409]);
      const { state, client_id: clientId } = await show(id);
      expect([state, clientId !== null]).toEqual(
        approved.status === 200 ? ['approved', true] : ['withdrawn', false],
      );
    }
  });
});

describe('the second person', () => {
  const approve = (by: CalledOperator, id: string) => by.call('POST', `/requests/${id}/approve`, {});

  test('is not the first one again, with another token either', async () => {
    const { id } = await calls.confirmed();
    await approve(one, id);
    const { json: token } = await calls.admin('POST', `/operators/${one.id}/tokens`, { label: 'second' });
    const again = await fetch(`${system.issuer}/api/v1/admin/requests/${id}/approve`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token.operator_token}`, 'content-type': 'application/json' },
      body: '{}',
    });
    expect(again.status).toBe(403);
    expect(((await again.json()) as { detail: string }).detail).toContain('You have approved it already');
  });

  test('is not the one who typed it in, though they may be the first', async () => {
    const { id } = await calls.typedIn({}, other);
    await approve(one, id);
    const refused = await approve(other, id);
    expect([problemOf(refused), refused.json.detail]).toEqual([
      '403 not_second_person',
      expect.stringContaining('You made it yourself'),
    ]);
    const { id: another } = await calls.typedIn({}, other);
    await approve(other, another);
    expect((await approve(one, another)).json.state).toBe('approved');
  });

  test('is nobody whom one of the others made within a week, and somebody once it has passed', async () => {
    const admin = await calls.operator('admin');
    system.clock.advance(WEEK + 1);
    const made = await calls.operator('approver', admin);
    const { id } = await calls.confirmed();
    await approve(admin, id);
    const refused = await approve(made, id);
    expect([problemOf(refused), refused.json.detail]).toEqual([
      '403 not_second_person',
      expect.stringContaining(admin.id),
    ]);
    expect(await show(id, made)).toMatchObject({
      you_may_approve: false,
      because: refused.json.detail?.toString().replace('This takes a second person. ', ''),
    });
    system.clock.advance(WEEK);
    expect(problemOf(await approve(made, id))).toBe('403 not_second_person');
    system.clock.advance(1);
    expect(await show(id, made)).toMatchObject({ you_may_approve: true });
    expect((await approve(made, id)).json.state).toBe('approved');
  });

  test('is nobody whose creature has approved first', async () => {
    const admin = await calls.operator('admin');
    system.clock.advance(WEEK + 1);
    const creature = await calls.operator('approver', admin);
    const { id } = await calls.confirmed();
    await approve(creature, id);
    expect(problemOf(await approve(admin, id))).toBe('403 not_second_person');
  });

  test.each([
    ['role', 'PUT', 'role', { role: 'admin' }],
    ['token', 'POST', 'tokens', { label: 'another' }],
    ['account', 'POST', 'disable', { reason: 'a test' }],
  ])('is nobody whose %s the first changed within a week', async (_what, method, verb, body) => {
    const admin = await calls.operator('admin');
    const candidate = await calls.operator('approver');
    system.clock.advance(WEEK + 1);
    const path = `/operators/${candidate.id}`;
    expect((await admin.call(method, `${path}/${verb}`, body)).status).toBeLessThan(300);
    // Whoever enables them again is another one.
    if (verb === 'disable') await calls.admin('POST', `${path}/enable`, body);
    const { id } = await calls.confirmed();
    await approve(admin, id);
    expect(problemOf(await approve(candidate, id))).toBe('403 not_second_person');
  });

  test('is not whoever asked for it by the public form, from an address of their own', async () => {
    const { json } = await calls.admin('GET', `/operators/${other.id}`);
    const { id } = await calls.confirmed({ contact: { name: 'Me', email: String(json.email) } });
    await approve(one, id);
    expect(problemOf(await approve(other, id))).toBe('403 not_second_person');
  });
});

describe('an account that another partner holds', () => {
  test('is approved by an explicit decision alone, and shown before', async () => {
    const pair = await system.createClient({ parentAccountId: 'pa_held' });
    const { id } = await calls.confirmed({ manager_account_id: 'pa_held' });
    expect((await show(id)).account_held_by).toEqual([pair.partnerId]);
    expect(problemOf(await one.call('POST', `/requests/${id}/approve`, {}))).toBe('409 account_held');
    await one.call('POST', `/requests/${id}/approve`, { share_account: true });
    const { json } = await other.call('POST', `/requests/${id}/approve`, { share_account: true });
    expect(json).toMatchObject({ state: 'approved', terms: { share_account: true } });
    expect(json.partner_id).not.toBe(pair.partnerId);
  });

  test('needs none where the request is approved for that partner', async () => {
    const pair = await system.createClient({ parentAccountId: 'pa_own' });
    const { id } = await calls.confirmed({ manager_account_id: 'pa_own' });
    const terms = { partner_id: pair.partnerId, client_name: 'Second client' };
    await one.call('POST', `/requests/${id}/approve`, terms);
    const { json } = await other.call('POST', `/requests/${id}/approve`, terms);
    expect(json).toMatchObject({ state: 'approved', partner_id: pair.partnerId });
    expect((await actionsOf(pair.partnerId)).filter((action) => action === 'partner.created')).toHaveLength(
      1,
    );
  });
});

describe('terms', () => {
  test('never have more scopes than were asked for', async () => {
    const { id } = await calls.confirmed({ scope: 'accounts:read' });
    const wider = await one.call('POST', `/requests/${id}/approve`, {
      scope: 'accounts:read accounts:write',
    });
    expect(problemOf(wider)).toBe('400 scope_wider');
  });

  test('that were asked for or named are the client’s settings', async () => {
    const { id } = await calls.confirmed({ networks: ['203.0.113.0/24'] });
    const endsAt = new Date(system.clock.now() + 90 * 86_400_000).toISOString();
    const terms = { ends_at: endsAt, networks_stage: 'report', client_name: 'Production' };
    await one.call('POST', `/requests/${id}/approve`, terms);
    const { json } = await other.call('POST', `/requests/${id}/approve`, terms);
    expect((await calls.admin('GET', `/clients/${json.client_id}`)).json).toMatchObject({
      name: 'Production',
      ends_at: endsAt,
      networks: ['203.0.113.0/24'],
      networks_stage: 'report',
    });
  });

  test.each([
    [{ ends_at: '2020-01-01T00:00:00Z' }, '400 end_past'],
    [{ networks: [], networks_stage: 'enforce' }, '400 networks_missing'],
    [{ networks: ['10.0.0.1/8'] }, '400 networks_malformed'],
    [{ partner_id: 'prt_0' }, '404 partner_unknown'],
    [{ scope: '' }, '400 scope_malformed'],
    [{ secret: 'x' }, '400 request_malformed'],
  ])('%j are refused by %s', async (terms, problem) => {
    const { id } = await calls.confirmed();
    expect(problemOf(await one.call('POST', `/requests/${id}/approve`, terms))).toBe(problem);
  });
});

describe('break-glass', () => {
  test('is for admins, with a reason, and loud: its own row, a line in the log, a mail to every admin', async () => {
    const { id } = await calls.confirmed();
    const path = `/requests/${id}/approve`;
    expect(problemOf(await one.call('POST', path, { break_glass: true, reason: 'x' }))).toBe(
      '403 not_allowed',
    );
    expect(problemOf(await calls.admin('POST', path, { break_glass: true }))).toBe(
      '400 break_glass_reason_missing',
    );
    const alone = await calls.admin('POST', path, { break_glass: true, reason: 'Outage at the partner.' });
    expect(alone.json).toMatchObject({ state: 'approved', decision_reason: 'Outage at the partner.' });
    expect((await actionsOf(id)).at(-1)).toBe('request.approved_alone');
    expect(system.log()).toContain('somebody did alone what takes two people');
  });

  test('is not taken where it is not needed', async () => {
    const { id } = await calls.confirmed();
    await one.call('POST', `/requests/${id}/approve`, {});
    const admin = await calls.operator('admin');
    const approved = await admin.call('POST', `/requests/${id}/approve`, {
      break_glass: true,
      reason: 'To be sure.',
    });
    expect([approved.json.state, approved.json.decision_reason]).toEqual(['approved', null]);
    expect((await actionsOf(id)).at(-1)).toBe('request.approved');
  });
});

describe('erasing whoever asked', () => {
  test('withdraws what waits, and takes its texts', async () => {
    const { id } = await calls.confirmed();
    await one.call('POST', `/requests/${id}/questions`, { text: 'Which?' });
    await one.call('POST', `/requests/${id}/answers`, { text: 'These.' });
    const { contact_id: contactId } = await show(id);
    expect((await calls.admin('POST', `/people/${contactId}/erase`, {})).status).toBe(200);
    expect((await actionsOf(id)).at(-1)).toBe('request.withdrawn');
    const review = await show(id);
    expect(review).toMatchObject({
      state: 'withdrawn',
      platform_name: null,
      purpose: null,
      contact: { name: null, email: null },
    });
    expect(review.messages).toMatchObject([{ text: null }, { text: null }]);
    expect(problemOf(await one.call('POST', `/requests/${id}/approve`, {}))).toBe('409 request_state');
    expect((await system.admin<{ intact: boolean }>('POST', '/ledger/verify')).body.intact).toBe(true);
  });

  test('ends the link of what was never confirmed', async () => {
    const { id } = await calls.submitted();
    const token = await mailedToken(system, id);
    const { contact_id: contactId } = await show(id);
    await calls.admin('POST', `/people/${contactId}/erase`, {});
    expect(await show(id)).toMatchObject({ state: 'withdrawn' });
    expect((await calls.confirm(token)).status).toBe(409);
  });

  test('leaves what was decided as it is', async () => {
    const { id } = await calls.confirmed();
    await one.call('POST', `/requests/${id}/deny`, { reason: 'Not a platform.' });
    const { contact_id: contactId } = await show(id);
    await calls.admin('POST', `/people/${contactId}/erase`, {});
    expect(await show(id)).toMatchObject({ state: 'denied', decided_by: one.id });
  });
});
