import { type BlastRadius, ok, type Result } from '@gatepass/protocol';
import { OPERATORS_ALONE } from '../admin-client.ts';
import type { Failure } from '../failure.ts';
import { printable } from '../output/printable.ts';
import { delayLine } from '../output/usage-lines.ts';

/** To members of partners, who see when it was last used. */
const NOT_TOLD =
  'what depends on it is told to operators alone; gatepass secrets usage and clients usage tell what it is used for\n';

/** What stops with something, for a person who is about to end it. */
export async function blastRadiusLines(
  answer: Promise<Result<BlastRadius, Failure>>,
): Promise<Result<string, Failure>> {
  const radius = await answer;
  if (radius === OPERATORS_ALONE) return ok(NOT_TOLD);
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
