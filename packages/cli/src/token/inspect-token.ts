import { ok, type Result, refuse } from '@gatepass/protocol';

export interface InspectedToken {
  readonly header: Readonly<Record<string, unknown>>;
  readonly claims: Readonly<Record<string, unknown>>;
  /** Always: whoever relies on a token must check its signature, and this does not. */
  readonly signature_checked: false;
}

/** Reads a JWT's header and claims (RFC 7519 §7.2, steps 1 to 10), and nothing more. The refusal is in words. */
export function inspectToken(text: string): Result<InspectedToken, string> {
  const segments = text.split('.');
  if (segments.length !== 3) return refuse('it has not the three parts of a signed JWT');
  const [header, claims] = segments.map(parseSegment);
  if (header === undefined) return refuse('its header is no base64url of a JSON object');
  if (claims === undefined) return refuse('its claims are no base64url of a JSON object');
  return ok({ header, claims, signature_checked: false });
}

function parseSegment(segment: string): Readonly<Record<string, unknown>> | undefined {
  if (!/^[A-Za-z0-9_-]+$/.test(segment)) return undefined;
  try {
    const value: unknown = JSON.parse(Buffer.from(segment, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
