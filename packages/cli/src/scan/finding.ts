import { createHash } from 'node:crypto';
import type { Environment, FoundSecret, SecretKind } from '@gatepass/protocol';

/** A found secret as it is told to programs. The secret itself is not in it. */
export interface Finding {
  /** `-` for standard input. */
  readonly path: string;
  /** From 1. */
  readonly line: number;
  /** From 1, in characters. */
  readonly column: number;
  /** Of the character behind its last one. */
  readonly end_column: number;
  /** In bytes from the beginning, and from there to the last character. */
  readonly offset: number;
  readonly length: number;
  readonly kind: FindingKind;
  readonly environment: Environment;
  readonly secret_id: string;
  /** `rsec_01234567…56Ve`. */
  readonly masked: string;
  /** Of the secret, in hexadecimal: tells whether two findings are the same. It has 256 random bits to hide behind. */
  readonly sha256: string;
}

export type FindingKind =
  | 'client_secret'
  | 'operator_token'
  | 'member_token'
  | 'api_key'
  | 'request_token'
  | 'confirm_token'
  | 'claim_token';

const KINDS: Readonly<Record<SecretKind, FindingKind>> = {
  clientSecret: 'client_secret',
  operatorToken: 'operator_token',
  memberToken: 'member_token',
  apiKey: 'api_key',
  requestToken: 'request_token',
  confirmToken: 'confirm_token',
  claimToken: 'claim_token',
};

export function toFinding(path: string, secret: FoundSecret): Finding {
  const { line, column, offset, length, kind, environment, secretId, masked, reveal } = secret;
  return {
    path,
    line,
    column,
    end_column: column + reveal().length,
    offset,
    length,
    kind: KINDS[kind],
    environment,
    secret_id: secretId,
    masked,
    sha256: createHash('sha256').update(reveal()).digest('hex'),
  };
}

/** What each kind is, and what to do about one that others may have read. */
export const ABOUT: Readonly<Record<FindingKind, { readonly name: string; readonly cure: string }>> = {
  client_secret: {
    name: 'client secret',
    cure: "gatepass secrets revoke SECRET_ID --leaked --reason 'found by scan'",
  },
  operator_token: {
    name: 'operator token',
    cure: 'an admin has to end it: whoever has it acts as this operator',
  },
  api_key: { name: 'API key', cure: 'an admin has to end it: whoever has it acts as this API' },
  member_token: {
    name: 'member token',
    cure: 'an admin has to revoke it: whoever has it acts as this member',
  },
  request_token: {
    name: 'request token',
    cure: 'tell an operator: with it, the request for credentials can be followed and withdrawn',
  },
  confirm_token: { name: 'confirmation link', cure: 'tell an operator; it ends by itself within a day' },
  claim_token: { name: 'claim link', cure: 'have an operator send another: this one ends with that' },
};

/** What to do about this one. */
export function cureOf(finding: Finding): string {
  return ABOUT[finding.kind].cure.replace('SECRET_ID', finding.secret_id);
}
