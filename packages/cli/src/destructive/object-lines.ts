import { ok, type Result } from '@gatepass/protocol';
import type { Failure } from '../failure.ts';
import { describe } from '../output/describe.ts';

/** What is about to end, field by field, where nothing that is counted depends on it. */
export async function objectLines(shown: Promise<Result<object, Failure>>): Promise<Result<string, Failure>> {
  const object = await shown;
  return object.ok ? ok(describe(object.value)) : object;
}
