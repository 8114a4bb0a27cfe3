import { type CredentialPrefixes, createSecretScanner } from '@gatepass/protocol';

/** A text that is to be shown, such as a file's name, with the secrets in it shortened. */
export function maskSecrets(text: string, deployments: readonly Partial<CredentialPrefixes>[]): string {
  const found = createSecretScanner(deployments).push(new TextEncoder().encode(text));
  return found.reduce((rest, { reveal, masked }) => rest.replaceAll(reveal(), masked), text);
}
