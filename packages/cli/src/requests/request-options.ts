import type { CreatePartnerRequest, SubmitRequest } from '@gatepass/protocol';
import type { Command } from 'commander';

/** What is asked for, as it is typed. */
export interface WantedOptions {
  readonly platform: string;
  readonly volume: string;
  readonly account: string;
  readonly purpose: string;
  readonly scope?: string;
  readonly network?: readonly string[];
}

/** Who it is for. */
export interface ContactOptions {
  readonly contactName: string;
  readonly contactEmail: string;
}

export function addWantedOptions(command: Command): Command {
  return command
    .requiredOption('--platform <name>', 'the name of the platform')
    .requiredOption('--volume <number>', 'how many merchants it expects to bring')
    .requiredOption('--account <id>', 'its manager account id')
    .requiredOption('--purpose <text>', 'what the credentials are for')
    .option('--scope <scopes>', 'what they are to allow, separated by spaces (everything by default)')
    .option('--network <cidr>', 'where they will be used from, may be repeated', collect);
}

export const CONTACT_NAME = ['--contact-name <name>', 'who gets the credentials'] as const;
export const CONTACT_EMAIL = ['--contact-email <address>', 'where links are mailed to'] as const;

/** Collects an option that may be repeated. */
export function collect(value: string, others: readonly string[] = []): readonly string[] {
  return [...others, value];
}

/** A number of merchants that is none is sent as it is none: the server says what it must be. */
export function toWanted(options: WantedOptions): CreatePartnerRequest {
  return {
    platform_name: options.platform,
    expected_merchant_volume: Number(options.volume),
    manager_account_id: options.account,
    purpose: options.purpose,
    ...(options.scope !== undefined && { scope: options.scope }),
    ...(options.network !== undefined && { networks: [...options.network] }),
  };
}

export function toRequestBody(options: WantedOptions & ContactOptions): SubmitRequest {
  return { ...toWanted(options), contact: { name: options.contactName, email: options.contactEmail } };
}
