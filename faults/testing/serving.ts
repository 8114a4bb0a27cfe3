import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  ADMIN_PATH,
  CLIENT_CREDENTIALS,
  type CreatedClient,
  FORM_MEDIA_TYPE,
  type Partner,
  TOKEN_PATH,
} from '@gatepass/protocol';
import { freePort, tempFolder } from '@gatepass/testing';
import { onTestFinished } from 'vitest';
import { GatepassProcess } from '../../e2e/gatepass-process.ts';

/** Calls the admin API below its path, and throws where it refuses. */
export type Admin = <Body>(method: string, path: string, body?: unknown) => Promise<Body>;

export interface Serving {
  readonly port: number;
  readonly admin: Admin;
  /** A form that gets a token, of a new client. */
  newForm(): Promise<string>;
}

/** `gatepass serve` in a process of its own, until the test ends. */
export async function serving(settings: Readonly<Record<string, string>> = {}): Promise<Serving> {
  const folder = await tempFolder();
  onTestFinished(folder.remove);
  const port = await freePort();
  const server = new GatepassProcess(['serve'], {
    GATEPASS_DATA_DIR: folder.path,
    GATEPASS_PORT: String(port),
    GATEPASS_MASTER_KEY: randomBytes(32).toString('base64'),
    GATEPASS_AUDIENCE: 'https://api.example.com',
    ...settings,
  });
  onTestFinished(async () => {
    await server.stop();
  });
  await server.says('serving ');
  const token = (await readFile(join(folder.path, 'bootstrap-operator-token'), 'utf8')).trim();
  const admin: Admin = async <Body>(method: string, path: string, body?: unknown) => {
    const response = await fetch(`http://127.0.0.1:${port}${ADMIN_PATH}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as Body;
  };
  return {
    port,
    admin,
    async newForm() {
      const partner = await admin<Partner>('POST', '/partners', { name: 'Partner' });
      const wanted = { partner_id: partner.id, name: 'Client', parent_account_id: partner.id };
      const client = await admin<CreatedClient>('POST', '/clients', wanted);
      return formOf(client.client_id, client.client_secret ?? '');
    },
  };
}

export function formOf(clientId: string, clientSecret: string): string {
  const parameters = { grant_type: CLIENT_CREDENTIALS, client_id: clientId, client_secret: clientSecret };
  return new URLSearchParams(parameters).toString();
}

/** A whole token request, as bytes for a connection that stays open. */
export function tokenRequest(port: number, form: string): string {
  return [
    `POST ${TOKEN_PATH} HTTP/1.1`,
    `host: 127.0.0.1:${port}`,
    `content-type: ${FORM_MEDIA_TYPE}`,
    `content-length: ${form.length}`,
    '',
    form,
  ].join('\r\n');
}
