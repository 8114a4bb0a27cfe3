import { ok, type Result, refuse } from '@gatepass/protocol';

/** The strong validator of an object's version (RFC 9110 §8.8.3). */
export function entityTag(sequence: number): string {
  return `"${sequence}"`;
}

/**
 * The versions that `If-Match` names (RFC 9110 §13.1.1); `any` for `*`. Weak tags, and strong ones that are no tags of
 * ours, are of no version: the comparison is the strong one (§8.8.3.2).
 */
export function parseIfMatch(text: string): Result<'any' | readonly number[], 'if_match_malformed'> {
  const list = text.trim();
  if (list === '*') return ok('any');
  if (!LIST.test(list)) return refuse('if_match_malformed');
  return ok(
    [...list.matchAll(TAGS)].flatMap(([, weak, opaque = '']) =>
      weak === undefined && SEQUENCE.test(opaque) ? [Number(opaque)] : [],
    ),
  );
}

const TAG = String.raw`(W/)?"([\x21\x23-\x7e\x80-\xff]*)"`;
const TAGS = new RegExp(TAG, 'g');
/** RFC 9110 §5.6.1.2: empty elements of a list are to be passed over. */
const LIST = new RegExp(String.raw`^(?:,[ \t]*)*${TAG}(?:[ \t]*,(?:[ \t]*${TAG})?)*$`);
const SEQUENCE = /^(?:0|[1-9]\d{0,14})$/;
