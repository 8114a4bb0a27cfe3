import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createClient } from '@gatepass/client';
import { ADMIN_PATH, type Role } from '@gatepass/protocol';
import { type System, startSystem, tempFolder } from '@gatepass/testing';
import { onTestFinished } from 'vitest';
import { splitWords } from '../../packages/cli/src/testing/parse-script.ts';
import type { CommandRun } from '../../packages/cli/src/testing/run-command.ts';
import { runHere } from '../../packages/cli/src/testing/start-here.ts';
import { startMailServer, type TakenMail } from '../../packages/server/src/testing/mail-server.ts';

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** Somebody with the command. Without a token they are anybody. */
export interface Person {
  readonly email: string;
  readonly token?: string;
}

export interface CalledOperator extends Person {
  readonly id: string;
  readonly token: string;
}

/** What a partner keeps of its first credentials. */
export interface PairFile {
  readonly client_id: string;
  readonly client_secret: string;
  readonly parent_account_id: string;
  readonly token_url: string;
}

export interface HttpAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** The server, the API behind it, a mail server, and everybody's command. */
export interface Story {
  readonly system: System;
  /** A new operator, made by the command; by the deployment's first admin unless somebody else is named. */
  operator(name: string, role: Role, by?: Person): Promise<CalledOperator>;
  /** Runs `gatepass` with these words, split as a shell does, as this person. */
  run(person: Person, words: string, stdin?: string): Promise<CommandRun>;
  /** The same with `--json`; what it prints. Throws where it fails. */
  told(person: Person, words: string, stdin?: string): Promise<Readonly<Record<string, unknown>>>;
  /** The path of a file that commands write. */
  file(name: string): string;
  /** What such a file holds. */
  kept(name: string): Readonly<Record<string, unknown>>;
  /** Calls the server over HTTP. */
  http(method: string, path: string, body?: object, token?: string): Promise<HttpAnswer>;
  /** Mails to this address whose subject has these words, once everything due is sent. */
  mails(to: string, subject: string): Promise<readonly TakenMail[]>;
  /** The link in the latest of them. */
  link(to: string, subject: string): Promise<string>;
  /** Gets the pair by the latest link that was mailed to this person, and the code that they were told. */
  claim(person: Person, code: string): Promise<PairFile>;
  /** Time goes by, and what is due then is done. */
  pass(milliseconds: number): Promise<void>;
  /** Registers a merchant at the API, as the SDK does it. The answer's status. */
  registerMerchant(pair: PairFile): Promise<number>;
}

export const READY = 'ready to be claimed';
export const CONFIRM = 'Confirm your mail address';

/** Ends with the test. */
export async function openStory(settings: Readonly<Record<string, string>> = {}): Promise<Story> {
  const folder = await tempFolder();
  onTestFinished(folder.remove);
  const mailServer = await startMailServer();
  onTestFinished(() => mailServer.close());
  const GATEPASS_SMTP_URL = `smtp://127.0.0.1:${mailServer.port}`;
  const system = await startSystem({ api: true, settings: { GATEPASS_SMTP_URL, ...settings } });
  onTestFinished(() => system.stop());
  const root = { email: 'root@gatepass.example', token: system.operatorToken };
  const file = (name: string) => join(folder.path, name);
  const kept = (name: string) => JSON.parse(readFileSync(file(name), 'utf8'));

  const run: Story['run'] = ({ token }, words, stdin) =>
    runHere(splitWords(words), {
      env: { GATEPASS_URL: system.issuer, ...(token !== undefined && { GATEPASS_TOKEN: token }) },
      ...(stdin !== undefined && { stdin }),
    });
  const told: Story['told'] = async (person, words, stdin) => {
    const { exitCode, stdout, stderr } = await run(person, `${words} --json`, stdin);
    if (exitCode !== 0) throw new Error(`gatepass ${words} ended with ${exitCode}: ${stderr}`);
    return JSON.parse(stdout);
  };
  const mails: Story['mails'] = async (to, subject) => {
    await system.work();
    return mailServer.mails.filter(
      (mail) => mail.to.includes(to) && mail.headers.get('subject')?.includes(subject),
    );
  };
  const link: Story['link'] = async (to, subject) => {
    const latest = (await mails(to, subject)).at(-1);
    const found = latest?.text.split('\n').find((line) => line.startsWith(`${system.issuer}/`));
    if (found === undefined) throw new Error(`no mail to ${to} tells a link`);
    return found;
  };

  return {
    system,
    async operator(name, role, by = root) {
      const email = `${name.toLowerCase()}@gatepass.example`;
      const path = file(`${name}.json`);
      await told(by, `operators create --name ${name} --role ${role} --email ${email} --out ${path}`);
      const { id, operator_token: token } = kept(`${name}.json`);
      return { id, token, email };
    },
    run,
    told,
    file,
    kept,
    async http(method, path, body, token) {
      const response = await fetch(system.issuer + path, {
        method,
        headers: {
          ...(token !== undefined && { authorization: `Bearer ${token}` }),
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      return { status: response.status, body: (await response.json()) as HttpAnswer['body'] };
    },
    mails,
    link,
    async claim(person, code) {
      await told(person, `claim --out ${file('pair.json')}`, `${await link(person.email, READY)}\n${code}\n`);
      return kept('pair.json');
    },
    async pass(milliseconds) {
      system.clock.advance(milliseconds);
      await system.work();
    },
    async registerMerchant(pair) {
      const client = createClient({
        tokenUrl: pair.token_url,
        clientId: pair.client_id,
        clientSecret: pair.client_secret,
        parentAccountId: pair.parent_account_id,
        now: system.clock.now,
      });
      const response = await client.fetch(`${system.apiUrl}/v1/accounts/register/partnership`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(merchantOf(pair.parent_account_id)),
      });
      return response.status;
    },
  };
}

function merchantOf(parentAccountId: string): object {
  return {
    brand: 'Acme Apparel',
    vertical_id: 1500,
    sub_vertical_id: 1610,
    country_code: 'US',
    platform_parent_account_id: parentAccountId,
    store_identifier: 'https://acme.example.com',
    external_account_id: 'merchant-1',
    pages: [{ surface: 'confirmation', layout_type: 'Overlay' }],
  };
}

/** Who did what to this, as the ledger has it: actions with the kind of their actors, the first one first. */
export async function historyOf(story: Story, subject: string): Promise<readonly string[]> {
  const path = `${ADMIN_PATH}/ledger?subject=${subject}`;
  const { body } = await story.http('GET', path, undefined, story.system.operatorToken);
  const items = body.items as readonly { readonly actor: string; readonly action: string }[];
  return items.map(({ actor, action }) => `${actor.split(':')[0]} ${action}`).reverse();
}
