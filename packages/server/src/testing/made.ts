import type { Result } from '@gatepass/protocol';

/** What a use case made, in tests that are about something else. */
export function made<Value>(result: Result<Value, unknown>): Value {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.refusal)}`);
  return result.value;
}
