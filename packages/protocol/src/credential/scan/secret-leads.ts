import {
  type CredentialPrefixes,
  credentialLead,
  DEFAULT_PREFIXES,
  type Environment,
  isCredentialPrefix,
} from '../credential-format.ts';

/** The credentials that must not be known to others. A client id may be. */
export type SecretKind = Exclude<keyof CredentialPrefixes, 'clientId'>;

/** A beginning that makes what follows a secret. */
export interface SecretLead {
  /** Prefix and mark, `rsec_test_`. */
  readonly text: string;
  readonly prefix: string;
  readonly kind: SecretKind;
  readonly environment: Environment;
}

const KINDS: readonly SecretKind[] = [
  'clientSecret',
  'operatorToken',
  'memberToken',
  'apiKey',
  'requestToken',
  'confirmToken',
  'claimToken',
];
const ENVIRONMENTS: readonly Environment[] = ['live', 'sandbox'];

/**
 * Every beginning that secrets of these deployments can have, each once. Throws a `TypeError` for a prefix that no
 * deployment can have.
 */
export function secretLeads(
  deployments: readonly Partial<CredentialPrefixes>[] = [DEFAULT_PREFIXES],
): readonly SecretLead[] {
  const leads = new Map<string, SecretLead>();
  for (const prefixes of deployments) {
    for (const kind of KINDS) {
      const prefix = prefixes[kind];
      if (prefix === undefined) continue;
      if (!isCredentialPrefix(prefix)) throw new TypeError('a prefix is 2 to 16 letters or digits');
      for (const environment of ENVIRONMENTS) {
        const text = credentialLead(prefix, environment);
        if (!leads.has(text)) leads.set(text, { text, prefix, kind, environment });
      }
    }
  }
  return [...leads.values()];
}
