import { freePort, tempFolder } from '@gatepass/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Laboratory, openLaboratory } from '../../packages/server/src/testing/operations/laboratory.ts';
import { newSubject } from '../../packages/server/src/testing/operations/subject.ts';
import { startWebhookReceiver } from '../../packages/server/src/testing/webhook-receiver.ts';
import { callFormEndpoints, callOperations, readEverything } from './call-everything.ts';
import { type Canary, findCanaries, type Place } from './find-canaries.ts';
import { filesOf, mailedTokens } from './places-of.ts';
import { typeCommands } from './type-commands.ts';
import { type WatchedAnswers, watchAnswers } from './watch-answers.ts';

let lab: Laboratory;
let answers: WatchedAnswers;
let canaries: readonly Canary[];
let places: readonly Place[];
/** A secret that somebody has typed in as the name of a partner. */
let planted: Canary;

beforeAll(async () => {
  const metricsPort = await freePort();
  lab = await openLaboratory({
    api: true,
    settings: { GATEPASS_LOG_LEVEL: 'debug', GATEPASS_METRICS_PORT: String(metricsPort) },
  });
  answers = watchAnswers(await namesShownOnce(lab.system.issuer));
  const folder = await tempFolder();
  const receiver = await startWebhookReceiver();
  try {
    const others: Canary[] = [{ name: 'the token of the first operator', text: lab.system.operatorToken }];
    const watched = keeping(lab, others);
    const subject = await newSubject(watched);
    await callOperations(watched, subject);
    await lab.made('createWebhook', { body: { url: receiver.url, events: ['*'] } });
    await callFormEndpoints(watched, subject);
    const printed = await typeCommands(lab, answers, folder.path);
    planted = { name: 'a planted secret', text: (await lab.newClient(subject.partnerId)).clientSecret };
    await lab.made('createPartner', { body: { name: planted.text } });
    await lab.system.work();
    await readEverything(lab, subject, metricsPort);

    canaries = [...answers.canaries, ...others, ...(await mailedTokens(lab.system))];
    const open = await filesOf(lab.system.dataDir);
    await lab.system.close();
    const closed = await filesOf(lab.system.dataDir);
    const log = { name: 'the log', bytes: Buffer.from(lab.system.log()) };
    const messages = receiver.received.map((message) => ({
      name: 'a message to a webhook',
      bytes: Buffer.from(JSON.stringify(message)),
    }));
    places = [...answers.places, ...printed, ...messages, ...open, ...closed, log];
  } finally {
    await receiver.close();
    await folder.remove();
  }
});
afterAll(async () => {
  answers.stop();
  await lab.stop();
});

/** What no answer tells: tokens that were made past the API, and those of links. */
function keeping(lab: Laboratory, others: Canary[]): Laboratory {
  return {
    ...lab,
    async newMember(partnerId) {
      const member = await lab.newMember(partnerId);
      others.push({ name: 'the token of a member', text: member.token });
      return member;
    },
    async linkToken(subjectId, kind) {
      const text = await lab.linkToken(subjectId, kind);
      others.push({ name: `the token of a link to ${kind}`, text });
      return text;
    },
  };
}

/** By the OpenAPI document, which marks them; and what no schema of ours makes. */
async function namesShownOnce(issuer: string): Promise<ReadonlySet<string>> {
  const text = await (await fetch(`${issuer}/openapi.json`)).text();
  const names = [...text.matchAll(/"(\w+)":\{[^{}]*"x-shown-once":true/g)].map(([, name = '']) => name);
  return new Set([...names, 'access_token']);
}

const findingsOf = (wanted: readonly Canary[]) =>
  findCanaries(places, wanted).map(({ place, canary, form }) => `${canary.name}, ${form}, in ${place}`);

test('secrets of every kind were told, and there is much to search', () => {
  const kinds = new Set(
    canaries.map(({ text }) => text.split(/_|-/)[0]?.replace(/^(?:eyJ|[0-9A-HJKMNP-TV-Z]{4}$).*/, '')),
  );
  for (const kind of ['rsec', 'rsop', 'rsmem', 'rsreq', 'rscfm', 'rsclm', 'rsapi', 'whsec', ''])
    expect(kinds).toContain(kind);
  expect(canaries.length).toBeGreaterThan(150);
  expect(canaries.map(({ name }) => name)).toContain('the token of a mailed link');
  expect(lab.system.log()).toContain('"msg":"answered"');
  const searched = places.map(({ name }) => name).join('\n');
  for (const name of [
    'gatepass.db\n',
    'gatepass.db-wal',
    '.eml',
    '/metrics',
    '/openapi.json',
    '/ledger/export',
    'a message to a webhook',
    'the log',
  ])
    expect(searched).toContain(name);
});

test('no secret is found anywhere but where it was told, once', () => {
  expect(findingsOf(canaries.filter(({ text }) => text !== planted.text))).toEqual([]);
});

test('a secret that was put somewhere is found there: in the database, open and closed, and in what is told of it', () => {
  const found = findingsOf([planted]);
  expect(found).toEqual(
    expect.arrayContaining([
      'a planted secret, plain, in the file gatepass.db',
      'a planted secret, plain, in the file gatepass.db-wal',
      'a planted secret, plain, in the answer to POST /api/v1/admin/partners (201)',
      'a planted secret, plain, in the answer to GET /api/v1/admin/partners (200)',
    ]),
  );
});
