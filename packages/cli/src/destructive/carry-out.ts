import type { Result } from '@gatepass/protocol';
import type { DryRunQuery } from '../admin-client.ts';
import { confirm } from '../confirm.ts';
import type { Failure } from '../failure.ts';
import { describe } from '../output/describe.ts';
import { printText } from '../output/print.ts';
import type { Shell } from '../shell.ts';
import type { DestructiveOptions, DryRunOption } from './destructive-options.ts';

/** Something that may be rehearsed. */
interface Deed<Value extends object> {
  /** Does it, or tells what it would come to. */
  readonly act: (query: DryRunQuery) => Promise<Result<Value, Failure>>;
  /** What it came to, for people; field by field where this is left out. */
  readonly inWords?: (value: Value) => string;
}

/** Something that a person may regret. */
export interface DestructiveDeed<Value extends object> extends Deed<Value> {
  /** What depends on it, in lines for people. */
  readonly effect: () => Promise<Result<string, Failure>>;
  /** What will happen, in sentences. */
  readonly question: string;
  /** What the person types to confirm it. */
  readonly word: string;
}

/**
 * Shows what depends on something, makes sure that its end is meant, and does it; under `--dry-run` it is only shown.
 * The effect goes to standard error in each case, so that it stands in the log of whoever said `--yes`.
 */
export async function carryOut<Value extends object>(
  shell: Shell,
  options: DestructiveOptions,
  deed: DestructiveDeed<Value>,
): Promise<Result<void, Failure>> {
  const effect = await deed.effect();
  if (!effect.ok) return effect;
  shell.stderr.write(effect.value);
  if (!options.dryRun) {
    const confirmed = await confirm(shell, options.yes, deed.question, deed.word);
    if (!confirmed.ok) return confirmed;
  }
  return doOrRehearse(shell, options, deed);
}

/** For what takes nothing from anybody, and needs no question. */
export async function doOrRehearse<Value extends object>(
  shell: Shell,
  options: DryRunOption,
  { act, inWords = describe }: Deed<Value>,
): Promise<Result<void, Failure>> {
  const answer = await act(options.dryRun ? { dry_run: 'true' } : {});
  const printed = printText(shell, options, answer, inWords);
  if (printed.ok && options.dryRun) shell.stderr.write('a dry run: nothing was changed\n');
  return printed;
}
