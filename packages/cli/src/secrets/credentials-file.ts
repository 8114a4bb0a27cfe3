/** What `--out` writes for a pair, and `gatepass token get --credentials` reads. */
export interface CredentialsFile {
  readonly client_id: string;
  readonly client_secret: string;
  readonly parent_account_id: string;
  readonly token_url: string;
}

/** Undefined for a text that is none; unknown fields are kept out of it. */
export function parseCredentialsFile(text: string): CredentialsFile | undefined {
  let value: Partial<Record<keyof CredentialsFile, unknown>> | null;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const { client_id, client_secret, parent_account_id, token_url } = value ?? {};
  if (typeof client_id !== 'string' || typeof client_secret !== 'string') return undefined;
  if (typeof parent_account_id !== 'string' || typeof token_url !== 'string') return undefined;
  return { client_id, client_secret, parent_account_id, token_url };
}
