import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ADMIN_PATH } from '@gatepass/protocol';
import { freePort, tempFolder } from '@gatepass/testing';

/** A server in a process of its own, whose memory can be looked through. */
export interface HeapServer {
  readonly issuer: string;
  readonly dataDir: string;
  /** Posts to the admin API as an admin. */
  post<Body>(path: string, body: unknown): Promise<Body>;
  /** Does now what is otherwise done every few seconds: it sends mails. */
  work(): Promise<void>;
  /** A snapshot of its heap after a forced collection, as text. */
  heap(): Promise<string>;
  stop(): Promise<void>;
}

export async function startHeapServer(): Promise<HeapServer> {
  const folder = await tempFolder();
  const server = fork(fileURLToPath(new URL('./heap-child.mjs', import.meta.url)), {
    env: { ...process.env, GATEPASS_DATA_DIR: folder.path, GATEPASS_PORT: String(await freePort()) },
  });
  const [started] = await once(server, 'message');
  const { issuer, operatorToken } = started as { issuer: string; operatorToken: string };
  const headers = { authorization: `Bearer ${operatorToken}`, 'content-type': 'application/json' };
  return {
    issuer,
    dataDir: folder.path,
    async post<Body>(path: string, body: unknown) {
      const init = { method: 'POST', headers, body: JSON.stringify(body) };
      return (await (await fetch(issuer + ADMIN_PATH + path, init)).json()) as Body;
    },
    async work() {
      server.send('work');
      await once(server, 'message');
    },
    async heap() {
      const file = join(folder.path, `${crypto.randomUUID()}.heapsnapshot`);
      server.send(file);
      await once(server, 'message');
      return readFileSync(file, 'utf8');
    },
    async stop() {
      server.send('stop');
      await once(server, 'exit');
      await folder.remove();
    },
  };
}
