import { createApiClient, type Result } from '@gatepass/protocol';
import type { Command } from 'commander';
import { type AdminClient, adminClient, type MemberClient, memberClient } from '../admin-client.ts';
import { adminRequest } from '../admin-request.ts';
import { connection, isMember } from '../connection.ts';
import type { Failure } from '../failure.ts';
import type { Shell } from '../shell.ts';

/** What a command comes to. */
export type Outcome = Promise<Result<void, Failure>>;

/** What a command is built with. */
export interface Cli {
  readonly shell: Shell;
  /** Makes a function into commander's action and its result into that of the process. */
  does<Args extends unknown[]>(run: (...args: Args) => Outcome): (...args: Args) => Promise<void>;
}

/** Adds a command to its noun, or to the program. */
export type AddCommand = (parent: Command, cli: Cli) => void;

export interface CommandFacts {
  /** Its name and its arguments, as commander spells them: `show <id>`. */
  readonly usage: string;
  readonly summary: string;
  /** What a person would type, without `gatepass`. It stands first in the help. */
  readonly example: string;
}

const EXAMPLES = new WeakMap<Command, string>();

/** A command with what all have: an example before its help, and `--json`. */
export function command(parent: Command, { usage, summary, example }: CommandFacts): Command {
  const made = parent
    .command(usage)
    .description(summary)
    .addHelpText('before', `Example:\n  gatepass ${example}\n`)
    .option('--json', 'print JSON, for programs');
  EXAMPLES.set(made, `  gatepass ${example}\n`);
  return made;
}

/** What stands first in the help of a noun: an example of each of its first verbs, which are those to begin with. */
export function firstExamples({ commands }: Command): string {
  const examples = commands.flatMap((verb) => EXAMPLES.get(verb) ?? []);
  return `Examples:\n${examples.slice(0, 3).join('')}`;
}

/**
 * Does something with the admin API, as the operator that the environment names; or with the partner API, as the member
 * that it names. `asMember` is for what members ask in another way.
 */
export async function withAdmin(
  shell: Shell,
  work: (admin: AdminClient) => Outcome,
  asMember?: (member: MemberClient) => Outcome,
): Outcome {
  const target = connection(shell);
  if (!target.ok) return target;
  const request = adminRequest(target.value, shell.stop);
  if (!isMember(target.value)) return work(adminClient(request));
  return asMember === undefined ? work(memberClient(request)) : asMember(createApiClient(request));
}
