/**
 * The value of `WWW-Authenticate` for the Bearer scheme. `error` is left out where the request carried no
 * token, and its description with it: there is nothing yet to describe.
 * @see {@link https://www.rfc-editor.org/rfc/rfc6750#section-3 RFC 6750 §3}
 */
export function bearerChallenge(
  realm: string,
  error: string | undefined,
  description: string,
  scope?: string,
): string {
  const parameters = [`realm=${quoted(realm)}`];
  if (error !== undefined) {
    parameters.push(`error=${quoted(error)}`, `error_description=${quoted(description)}`);
    if (scope !== undefined) parameters.push(`scope=${quoted(scope)}`);
  }
  return `Bearer ${parameters.join(', ')}`;
}

/** `quoted-string` of RFC 9110 §5.6.4. Only our own texts come here; whatever they are, none can end the string. */
function quoted(text: string): string {
  return `"${text.replace(/[^\x20-\x7e]/g, '?').replace(/["\\]/g, '\\$&')}"`;
}
