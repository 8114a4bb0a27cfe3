import { existsSync, readFileSync } from 'node:fs';
import { ok, type Result } from '@gatepass/protocol';
import type { RunningServer } from '@gatepass/server';
import { type AdminClient, adminClient } from '../admin-client.ts';
import { adminRequest } from '../admin-request.ts';
import { EXIT } from '../exit-code.ts';
import type { Failure } from '../failure.ts';
import { replacePrivateFile } from '../secrets/replace-private-file.ts';

interface DemoOperatorParts {
  readonly server: Pick<RunningServer, 'createOperator'>;
  /** Where the admin API is, an origin. */
  readonly url: string;
  readonly tokenFile: string;
  readonly stop: AbortSignal;
}

/**
 * The admin API as the demo operator. Where its token is missing, or the server does not know it (a crash came
 * between, or the database was moved away), another operator is made.
 */
export async function demoOperator(parts: DemoOperatorParts): Promise<Result<AdminClient, Failure>> {
  const kept = existsSync(parts.tokenFile) ? readFileSync(parts.tokenFile, 'utf8').trim() : '';
  if (/^\w+$/.test(kept)) {
    const admin = asOperator(parts, kept);
    const known = await admin.showDeployment();
    if (known.ok) return ok(admin);
    if (known.refusal.exitCode !== EXIT.notAuthenticated) return known;
  }
  const operator = await parts.server.createOperator({ name: 'Demo operator', role: 'admin' });
  await replacePrivateFile(parts.tokenFile, `${operator.operator_token}\n`);
  return ok(asOperator(parts, operator.operator_token));
}

function asOperator({ url, stop }: DemoOperatorParts, operatorToken: string): AdminClient {
  return adminClient(adminRequest({ url, operatorToken }, stop));
}
