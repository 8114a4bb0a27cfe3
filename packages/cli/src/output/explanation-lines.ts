import type { RequestExplanation } from '@gatepass/protocol';
import { printable } from './printable.ts';

/** Why a request was refused, what to do, and what shows that it was so. */
export function explanationLines(explanation: RequestExplanation): string {
  const { request_id, at, endpoint, status, error, cause, when, cure, evidence, delay_seconds } = explanation;
  const lines = [
    `${request_id}, at ${at} to ${endpoint}: ${status} ${error} (${cause})`,
    when,
    `What to do: ${cure}`,
    ...evidence.map(({ text }) => `- ${text}`),
    ...(evidence.length > 0 ? [`Uses of the last ${delay_seconds} seconds may be missing.`] : []),
  ];
  return lines.map((line) => `${printable(line)}\n`).join('');
}
