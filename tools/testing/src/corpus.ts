import { readFileSync } from 'node:fs';

/** Reads a file of `tools/testing/corpora`. Callers name the shape; the files are fixed, so it is not checked. */
function corpus<Shape>(file: string): Shape {
  return JSON.parse(readFileSync(new URL(`../corpora/${file}`, import.meta.url), 'utf8')) as Shape;
}

interface Cases<Case> {
  readonly cases: readonly Case[];
}

/** Strings that break programs: control characters, scripts of all directions, injections. */
export function naughtyStrings(): readonly string[] {
  return corpus<Cases<{ readonly s: string }>>('blns.json').cases.map(({ s }) => s);
}

export interface UrlencodedCase {
  readonly id: number;
  readonly input: string;
  /** Name and value of each pair, as the WHATWG parser reads them. */
  readonly output: readonly (readonly [name: string, value: string])[];
}

export function urlencodedCases(): readonly UrlencodedCase[] {
  return corpus<Cases<UrlencodedCase>>('wpt-urlencoded.json').cases;
}

export interface JsonCase {
  readonly id: string;
  /** `either`: the grammar leaves it open. */
  readonly expect: 'accept' | 'reject' | 'either';
  /** Not always UTF-8. */
  readonly bytes: Uint8Array;
}

export function jsonCases(): readonly JsonCase[] {
  type Stored = { readonly id: string; readonly expect: JsonCase['expect']; readonly base64: string };
  return corpus<Cases<Stored>>('json-test-suite.json').cases.map(({ id, expect, base64 }) => ({
    id,
    expect,
    bytes: Buffer.from(base64, 'base64'),
  }));
}

export interface RawHttpCase {
  readonly id: string;
  readonly title: string;
  /** What to write to the socket. It may hold several requests, or less than one. */
  readonly bytes: Uint8Array;
  /**
   * Whether a strict parser accepts it; `lenient` cases suppose a mode that no server here enables. Where the
   * parser only pauses (CONNECT, Upgrade), it has accepted.
   */
  readonly expect: 'accept' | 'reject' | 'lenient';
}

/** HTTP/1.1 requests as bytes, without the cases whose text needs a program to expand. */
export function rawHttpCases(): readonly RawHttpCase[] {
  type Stored = {
    readonly id: string;
    readonly title: string;
    readonly raw_base64: string;
    readonly expected_error: string | null;
    readonly lenient: boolean;
    readonly needs_js_expansion: boolean;
  };
  return corpus<Cases<Stored>>('http-request-parsing-llhttp.json')
    .cases.filter((stored) => !stored.needs_js_expansion)
    .map((stored) => ({
      id: stored.id,
      title: stored.title,
      bytes: Buffer.from(stored.raw_base64, 'base64'),
      expect: stored.lenient ? 'lenient' : isRefused(stored.expected_error) ? 'reject' : 'accept',
    }));
}

function isRefused(error: string | null): boolean {
  return error !== null && !error.includes('Pause on');
}

/** A JSON Web Key (RFC 7517), or a set of them under `keys`. */
export type Jwk = Readonly<Record<string, unknown>>;

export interface JwsTest {
  readonly tcId: number;
  readonly comment: string;
  /** Compact serialization, except where the case is that it is not. */
  readonly jws?: string | object;
  readonly jwe?: string;
  /** `valid` speaks of the signature under the group's key, not of claims. */
  readonly result: 'valid' | 'invalid' | 'acceptable';
  readonly flags: readonly string[];
}

export interface JwsGroup {
  readonly comment: string;
  readonly private: Jwk;
  /** Absent for symmetric keys. */
  readonly public?: Jwk;
  readonly tests: readonly JwsTest[];
}

export type JwsFile = 'json_web_signature_test' | 'json_web_crypto_test' | 'json_web_key_test';

export function wycheproofJws(file: JwsFile): readonly JwsGroup[] {
  return corpus<{ readonly testGroups: readonly JwsGroup[] }>(`wycheproof/${file}.json`).testGroups;
}

export interface RsaSignatureTest {
  readonly tcId: number;
  readonly comment: string;
  /** Hexadecimal. */
  readonly msg: string;
  /** Hexadecimal. */
  readonly sig: string;
  readonly result: 'valid' | 'invalid' | 'acceptable';
  readonly flags: readonly string[];
}

export interface RsaSignatureGroup {
  readonly keySize: number;
  readonly publicKeyPem: string;
  readonly keyJwk: Jwk;
  readonly tests: readonly RsaSignatureTest[];
}

/** RSASSA-PKCS1-v1_5 with SHA-256. */
export function wycheproofRsa(bits: 2048 | 4096): readonly RsaSignatureGroup[] {
  return corpus<{ readonly testGroups: readonly RsaSignatureGroup[] }>(
    `wycheproof/rsa_signature_${bits}_sha256_test.json`,
  ).testGroups;
}

export interface CookbookCase {
  /** A path such as `jws/4_1.rsa_v15_signature.json`. */
  readonly id: string;
  /** The JWK, or the example with `input`, `signing` and `output`. */
  readonly doc: Readonly<Record<string, unknown>>;
}

/** RFC 7520. */
export function joseCookbook(): readonly CookbookCase[] {
  return corpus<Cases<CookbookCase>>('jose-cookbook.json').cases;
}

/** Examples of RFC 6749, 6750, 7515, 7617 and 7638; which members a case has goes by its `kind`. */
export interface RfcExample {
  readonly id: string;
  readonly kind: 'jws' | 'http-request' | 'basic' | 'thumbprint' | 'www-authenticate';
  readonly jwk?: Jwk;
  readonly token?: string;
  readonly expect?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly value?: string;
  readonly decoded?: readonly string[];
}

export function rfcExamples(): readonly RfcExample[] {
  return corpus<Cases<RfcExample>>('rfc-examples.json').cases;
}
