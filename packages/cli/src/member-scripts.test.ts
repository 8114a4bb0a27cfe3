import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readOutbox, startSystem } from '@gatepass/testing';
import { expect, onTestFinished, test } from 'vitest';
import { runScript } from './testing/run-script.ts';
import { runHere, workInFolder } from './testing/start-here.ts';

const SCRIPTS = fileURLToPath(new URL('../test/member-scripts/', import.meta.url));

/** Each script has a server and a folder of its own, and in the environment the token that a new member has claimed. */
test.each(readdirSync(SCRIPTS))('%s comes true, line by line', async (script) => {
  await workInFolder();
  const system = await startSystem();
  onTestFinished(() => system.stop());
  const own = await system.createClient();
  const foreign = await system.createClient();
  const person = { name: 'Ada', email: 'ada@partner.example' };
  const member = await system.admin<{ id: string }>('POST', `/partners/${own.partnerId}/members`, person);
  const claim = await system.admin<{ claim_code: string }>('POST', `/members/${member.body.id}/claims`, {});
  await system.work();
  const mail = (await readOutbox(system.dataDir)).at(-1)?.text ?? '';
  const stdin = `${/^.*\/claim#rsclm_\w+$/m.exec(mail)?.[0]}\n${claim.body.claim_code}\n`;
  expect(await runHere(['claim', '--out', 'member.json'], { env: {}, stdin })).toMatchObject({ exitCode: 0 });

  const env = { GATEPASS_URL: system.issuer, GATEPASS_TOKEN_FILE: 'member.json' };
  await runScript(readFileSync(join(SCRIPTS, script), 'utf8'), env, {
    PARTNER: own.partnerId,
    CLIENT: own.clientId,
    ACCOUNT: own.parentAccountId,
    OTHER: foreign.clientId,
  });
});
