import type { SubmitRequest } from '@gatepass/protocol';
import type { Command } from 'commander';

/** What a request consists of, as it is typed. */
export interface RequestOptions {
  readonly platform: string;
  readonly volume: string;
  readonly account: string;
  readonly contactName: string;
  readonly contactEmail: string;
  readonly purpose: string;
  readonly scope?: string;
  readonly network?: readonly string[];
}

export function addRequestOptions(command: Command): Command {
  return command
    .requiredOption('--platform <name>', 'the name of the platform')
    .requiredOption('--volume <number>', 'how many merchants it expects to bring')
    .requiredOption('--account <id>', 'its manager account id')
    .requiredOption('--contact-name <name>', 'who gets the credentials')
    .requiredOption('--contact-email <address>', 'where links are mailed to')
    .requiredOption('--purpose <text>', 'what the credentials are for')
    .option('--scope <scopes>', 'what they are to allow, separated by spaces (everything by default)')
    .option('--network <cidr>', 'where they will be used from, may be repeated', collect);
}

/** Collects an option that may be repeated. */
export function collect(value: string, others: readonly string[] = []): readonly string[] {
  return [...others, value];
}

/** A number of merchants that is none is sent as it is none: the server says what it must be. */
export function toRequestBody(options: RequestOptions): SubmitRequest {
  return {
    platform_name: options.platform,
    expected_merchant_volume: Number(options.volume),
    manager_account_id: options.account,
    contact: { name: options.contactName, email: options.contactEmail },
    purpose: options.purpose,
    ...(options.scope !== undefined && { scope: options.scope }),
    ...(options.network !== undefined && { networks: [...options.network] }),
  };
}
