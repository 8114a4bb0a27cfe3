import { existsSync, readFileSync } from 'node:fs';
import { ok, type Result } from '@gatepass/protocol';
import type { RunningServer } from '@gatepass/server';
import { type AdminClient, adminClient } from '../admin-client.ts';
import { adminRequest } from '../admin-request.ts';
import { EXIT } from '../exit-code.ts';
import { type Failure, fail } from '../failure.ts';
import { replacePrivateFile } from '../secrets/replace-private-file.ts';
import { firstOperator } from '../serving/first-operator.ts';

interface DemoOperatorParts {
  readonly server: Parameters<typeof firstOperator>[0] & Pick<RunningServer, 'replaceFirstToken'>;
  /** Where the admin API is, an origin. */
  readonly url: string;
  readonly tokenFile: string;
  readonly stop: AbortSignal;
}

const NAME = 'Demo operator';

/**
 * The admin API as the demo operator, who is the first one. Where their token is missing or has ended they get another
 * one. A deployment whose operators `dev` did not make is left to them.
 */
export async function demoOperator(parts: DemoOperatorParts): Promise<Result<AdminClient, Failure>> {
  const { server, tokenFile } = parts;
  const kept = readToken(tokenFile);
  if (/^\w+$/.test(kept)) {
    const admin = asOperator(parts, kept);
    const known = await admin.showDeployment();
    if (known.ok) return ok(admin);
    if (known.refusal.exitCode !== EXIT.notAuthenticated) return known;
  }
  if (!(await firstOperator(server, tokenFile, NAME))) {
    const keep = (token: string) => replacePrivateFile(tokenFile, `${token}\n`);
    if (!(await server.replaceFirstToken(NAME, keep))) {
      return fail(
        EXIT.conflict,
        `There are operators already, and ${tokenFile} holds no token of one`,
        'Put the token of an admin there, or set GATEPASS_DATA_DIR to a folder for dev.',
      );
    }
  }
  return ok(asOperator(parts, readToken(tokenFile)));
}

function readToken(path: string): string {
  return existsSync(path) ? readFileSync(path, 'utf8').trim() : '';
}

function asOperator({ url, stop }: DemoOperatorParts, token: string): AdminClient {
  return adminClient(adminRequest({ url, token }, stop));
}
