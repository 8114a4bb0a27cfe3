import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readOutbox } from '@gatepass/testing';
import { splitWords } from '../../packages/cli/src/testing/parse-script.ts';
import { runHere } from '../../packages/cli/src/testing/start-here.ts';
import type { Laboratory } from '../../packages/server/src/testing/operations/laboratory.ts';
import type { Place } from './find-canaries.ts';
import type { WatchedAnswers } from './watch-answers.ts';

/** Exit codes of the command. */
const USAGE = 2;
const NOT_FOUND = 3;

/** What these print is what they are for. */
const TELLS = /^(?:requests create|claims (?:create|reissue)|token get)/;

/** Types the commands that make secrets, and those that show much; what they print, as places. */
export async function typeCommands(
  lab: Laboratory,
  answers: WatchedAnswers,
  folder: string,
): Promise<readonly Place[]> {
  const places: Place[] = [];
  const { system } = lab;
  const file = (name: string) => join(folder, name);
  const type = async (words: string, stdin?: string, exit = 0) => {
    const before = answers.count();
    const env = { GATEPASS_URL: system.issuer, GATEPASS_TOKEN: system.operatorToken };
    const { exitCode, stdout, stderr } = await runHere(splitWords(words), { env, ...(stdin && { stdin }) });
    const name = `what gatepass ${words.split(' --')[0]} prints`;
    if (exitCode !== exit) throw new Error(`${name}: ${exitCode} ${stderr}`);
    const told = TELLS.test(words) ? answers.canaries.slice(before) : [];
    const tells = new Set(told.map(({ text }) => text));
    places.push({ name, bytes: Buffer.from(stdout + stderr), tells });
    return words.endsWith('--json') ? JSON.parse(stdout) : undefined;
  };
  const link = async (about: string) => {
    await system.work();
    const mail = (await readOutbox(system.dataDir)).findLast(({ text }) => text.includes(about));
    return /^http.*#rsclm_\w+$/m.exec(mail?.text ?? '')?.[0] ?? '';
  };
  const request = `--platform Acme --volume 1 --account typed --contact-name Ada --contact-email ada@acme.example --purpose Typed`;

  const { id: partner } = await type('partners create --name Typed --json');
  const { client_id: client } = await type(
    `clients create --partner ${partner} --account typed --name Typed --out ${file('pair.json')} --json`,
  );
  await type(`token get --credentials ${file('pair.json')}`);
  await type(`secrets rotate ${client} --out ${file('second.json')}`);
  await type(`secrets create --client ${client} --out ${file('third.json')}`);
  await type(
    `operators create --name Typed --role admin --email typed@gatepass.example --out ${file('operator.json')}`,
  );
  await type(`apis create --name Typed --audience https://typed.example --out ${file('api.json')}`);
  await type(`requests submit ${request} --out ${file('request.json')}`);
  await type(`requests status --request ${file('request.json')}`);
  const { id } = await type(`requests create ${request} --json`);
  await type(`requests approve ${id} --share-account --break-glass --reason Typed`);
  const { id: member } = await type(
    `members create --partner ${partner} --name Ada --email ada@typed.example --json`,
  );
  const first = await type(`claims create --member ${member} --json`);
  const second = await type(`claims reissue ${first.id} --new-code --json`);
  const told = `${await link(second.id)}\n${second.claim_code}\n`;
  await type(`claim --out ${file('member.json')}`, told);
  await type(
    `webhooks create --url https://typed.example/hook --event secret.* --out ${file('webhook.json')}`,
  );
  for (const list of ['partners', 'clients', 'apis', 'operators', 'requests', 'claims', 'webhooks', 'mails'])
    await type(`${list} list`);
  await type(`secrets list ${client}`);
  await type(`clients show ${client}`);
  await type('audit tail');
  await type(`audit export --format csv --out ${file('ledger.csv')}`);
  await type('audit verify');

  // What goes wrong is told without what was typed.
  const { client_secret: secret } = JSON.parse(await readFile(file('pair.json'), 'utf8'));
  await type(`claim --out ${file('again.json')}`, told, NOT_FOUND);
  await type(`claim --out ${file('wrong.json')}`, told.replace('rsclm_', 'rscfm_'), USAGE);
  await type(`secrets list ${secret}`, undefined, NOT_FOUND);
  await type(`explain ${secret}`, undefined, NOT_FOUND);
  await type(`token get --client-id ${client} --secret-stdin`, `${secret.slice(0, -1)}\n`, USAGE);
  return places;
}
