import { type CredentialPrefixes, DEFAULT_PREFIXES, type Environment } from '../credential-format.ts';
import { eachBodyPlace, type Stride } from './body-places.ts';
import { type ReadSecret, secretAt } from './secret-at.ts';
import { type SecretKind, secretLeads } from './secret-leads.ts';
import { advance, lineAndColumn, markLength, TEXT_START } from './text-position.ts';

/** A secret in somebody's text. It can be shown and logged: only `reveal` gives the secret away. */
export interface FoundSecret {
  readonly kind: SecretKind;
  readonly environment: Environment;
  readonly secretId: string;
  /** Its last four characters. */
  readonly hint: string;
  /** For a person: `rsec_01234567…56Ve`. */
  readonly masked: string;
  /** Where its first character is, in bytes from the beginning of the stream. */
  readonly offset: number;
  /** From there to its last character, in bytes: about twice its characters in UTF-16. */
  readonly length: number;
  /** From 1; a line ends with a line feed. */
  readonly line: number;
  /** From 1, in characters. */
  readonly column: number;
  /** The secret, whole. */
  readonly reveal: () => string;
}

/** Finds the secrets in one stream of bytes. */
export interface SecretScanner {
  /** Takes the next bytes, in pieces of any size. Each secret is told with the piece that ends it. */
  push(chunk: Uint8Array): FoundSecret[];
}

/** What is held of a stream. Larger windows are no faster. */
const WINDOW_BYTES = 64 * 1024;

interface Hit {
  /** In the window. */
  readonly place: number;
  readonly stride: Stride;
  readonly secret: ReadSecret;
}

/**
 * A scanner for secrets (client secrets, operator tokens, API keys), exact by prefix and checksum: it finds every one
 * that stands in the bytes unchanged, wherever it stands, in ASCII, UTF-8, ISO 8859, Windows code pages or UTF-16, and
 * nothing else. It does not decode: what was compressed, encrypted, base64-encoded or broken over lines is not found.
 * Memory is one window, whatever is pushed.
 * @param deployments what credentials begin with, where it is not the default
 * @throws TypeError for a prefix that no deployment can have
 */
export function createSecretScanner(
  deployments: readonly Partial<CredentialPrefixes>[] = [DEFAULT_PREFIXES],
): SecretScanner {
  const leads = secretLeads(deployments);
  const lookBehind = 2 * Math.max(0, ...leads.map(({ text }) => text.length));
  const window = new Uint8Array(WINDOW_BYTES);
  /** Characters of UTF-16 begin at even or at odd offsets. */
  const passes: { readonly stride: Stride; next: number }[] = [
    { stride: 1, next: 0 },
    { stride: 2, next: 0 },
    { stride: 2, next: 1 },
  ];
  let filled = 0;
  /** The stream's offset of the window's first byte. */
  let base = 0;
  /** Lines and characters are counted up to this place of the window. */
  let counted = 0;
  let position = TEXT_START;

  /** Secrets end in the order in which they begin, since they cannot overlap: the count never has to go back. */
  function countTo(place: number): void {
    if (base + counted === 0) counted = markLength(window);
    position = advance(position, window, counted, place);
    counted = place;
  }

  /** Forgets what can no longer be part of a secret. */
  function slide(): void {
    const done = Math.min(...passes.map(({ next }) => next)) - lookBehind;
    if (counted < done) countTo(done);
    window.copyWithin(0, done, filled);
    base += done;
    filled -= done;
    counted -= done;
    for (const pass of passes) pass.next -= done;
  }

  function scan(): Hit[] {
    const hits: Hit[] = [];
    for (const pass of passes) {
      const { stride } = pass;
      pass.next = eachBodyPlace(window, pass.next, filled, stride, (body) => {
        const secret = secretAt(window, body, stride, leads);
        if (secret !== undefined) hits.push({ place: body - secret.lead.length * stride, stride, secret });
      });
    }
    return hits.sort((one, other) => one.place - other.place);
  }

  function toFound({ place, stride, secret }: Hit): FoundSecret {
    countTo(place);
    const { kind, environment, lead, secretId, hint, text } = secret;
    return {
      kind,
      environment,
      secretId,
      hint,
      masked: `${lead}${secretId}…${hint}`,
      offset: base + place,
      length: (text.length - 1) * stride + 1,
      ...lineAndColumn(position, stride),
      reveal: () => text,
    };
  }

  return {
    push(chunk) {
      const found: FoundSecret[] = [];
      for (let taken = 0; taken < chunk.length; ) {
        if (filled === window.length) slide();
        const piece = chunk.subarray(taken, taken + window.length - filled);
        window.set(piece, filled);
        filled += piece.length;
        taken += piece.length;
        for (const hit of scan()) found.push(toFound(hit));
      }
      return found;
    },
  };
}
