import { type BlastRadius, ok, type Result } from '@gatepass/protocol';
import type { Failure } from '../failure.ts';
import { printable } from '../output/printable.ts';
import { delayLine } from '../output/usage-lines.ts';

/** What stops with something, for a person who is about to end it. */
export async function blastRadiusLines(
  answer: Promise<Result<BlastRadius, Failure>>,
): Promise<Result<string, Failure>> {
  const radius = await answer;
  if (!radius.ok) return radius;
  const { summary, client_ids, descendants, delay_seconds } = radius.value;
  const lines = [
    summary,
    ...(client_ids.length > 1 ? [`affected clients: ${client_ids.join(' ')}`] : []),
    ...(descendants.length > 0 ? [`live secrets made with it: ${descendants.join(' ')}`] : []),
    delayLine(delay_seconds),
  ];
  return ok(lines.map((line) => `${printable(line)}\n`).join(''));
}
