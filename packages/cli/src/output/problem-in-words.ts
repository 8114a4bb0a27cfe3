import { durationText } from '../duration.ts';
import type { FailureWords } from '../failure.ts';
import type { Refusal } from '../send-request.ts';

const TIME = 'a time, e.g. 2027-01-01T00:00:00.000Z';
const TEXT = 'a text without control characters';

/** The fields of the admin API as a person types them, and what each of them is. */
const OPTIONS: Readonly<Record<string, readonly [option: string, form: string]>> = {
  after: ['--after', 'what the page before told'],
  audience: ['--audience', 'an absolute URI'],
  email: ['--email', 'one mail address'],
  ends_at: ['--at', TIME],
  expires_at: ['--expires-at', TIME],
  force: ['--force', 'there or not'],
  jwks_uri: ['--jwks-uri', 'an absolute URI'],
  label: ['--label', TEXT],
  limit: ['--limit', 'a number from 1 to 1000'],
  name: ['--name', TEXT],
  networks: ['--network', 'an address or a CIDR block'],
  not_before: ['--not-before', TIME],
  overlap_seconds: ['--overlap', 'a duration'],
  parent_account_id: ['--account', 'a parent account id'],
  partner_id: ['--partner', 'the id of a partner'],
  public_jwk: ['--jwk', 'a public key'],
  reason: ['--reason', TEXT],
  scope: ['--scope', 'scope tokens'],
  role: ['--role', 'a role'],
  secret_id: ['--secret', 'the id of a secret'],
  share_account: ['--share-account', 'there or not'],
  tokens_per_hour: ['--tokens-per-hour', 'a whole number from 1 to 1000000'],
  unused_for_seconds: ['--unused-for', 'a duration'],
};

/**
 * Problems whose detail is of the server's own words alone: what follows a semicolon in it is what to do. A detail that
 * quotes names, which others have given, must not become a hint of ours.
 */
const WITH_HINTS = new Set(
  [
    'account_held',
    'end_past',
    'last_admin',
    'last_secret',
    'no_live_key',
    'no_live_secret',
    'own_operator',
    'request_not_kept',
    'secret_exposed',
    'secret_in_use',
    'too_many_keys',
    'too_many_secrets',
    'too_many_tokens',
  ].map((cause) => `urn:gatepass:problem:${cause}`),
);

/** A refusal of the admin API for whoever has typed options, not fields. */
export function problemInWords({ type, detail }: Pick<Refusal, 'type' | 'detail'>): FailureWords {
  const told = detail.replace(UNKNOWN_FILTER, 'One of these filters is not known here');
  const words = otherFieldsAsOptions(firstFieldAsOption(told));
  if (!WITH_HINTS.has(String(type))) return { message: words };
  const [message = words, ...hint] = words.replace(/\.$/, '').split('; ');
  return { message, hint };
}

/** `body/unused_for_seconds must be >= 60.`, `networks/0 is …`, `expires_at must …`: what a detail begins with. */
function firstFieldAsOption(detail: string): string {
  const [, field = '', place, rule = ''] =
    /^(?:(?:body|querystring)\/)?([a-z_]+)(?:\/(\d+))? (.+)$/s.exec(detail) ?? [];
  const option = optionOf(field);
  if (option === undefined) return detail;
  const [name, form] = option;
  const which = place === undefined ? name : `${name} number ${Number(place) + 1}`;
  return `${which} ${ruleInWords(rule, form, field.endsWith('_seconds'))}`;
}

/** Rules of JSON Schema as a person says them. */
function ruleInWords(rule: string, form: string, isDuration: boolean): string {
  const told = (bound: string) => (isDuration ? durationText(Number(bound)) : bound);
  return rule
    .replace(/^must match pattern .+$/s, `must be ${form}`)
    .replace(/^must be >= (\d+)/, (_rule, bound) => `must be at least ${told(bound)}`)
    .replace(/^must be <= (\d+)/, (_rule, bound) => `must be at most ${told(bound)}`);
}

/** A filter that operators have and members have not, or an older server has not. */
const UNKNOWN_FILTER = /^querystring has a field that is not known here/;

/** Behind the beginning only what cannot be a word of the sentence. */
function otherFieldsAsOptions(detail: string): string {
  return detail.replace(
    /\b(?:[a-z]+(?:_[a-z]+)+|(?<=\badd )force)\b/g,
    (field) => optionOf(field)?.[0] ?? field,
  );
}

function optionOf(field: string): readonly [option: string, form: string] | undefined {
  return Object.hasOwn(OPTIONS, field) ? OPTIONS[field] : undefined;
}
