/** A token for the `Authorization` header, as `Bearer <accessToken>`. */
export interface AccessToken {
  readonly accessToken: string;
  readonly expiresAt: Date;
  /** The granted scope tokens, joined by spaces, where the server named them. */
  readonly scope?: string;
}

/**
 * An access token that keeps out of logs: `console.log` and `JSON.stringify` show everything but the token
 * itself, which is there for whoever asks for it by name.
 */
export class IssuedToken implements AccessToken {
  readonly accessToken: string;
  readonly expiresAt: Date;
  declare readonly scope?: string;

  constructor(accessToken: string, expiresAt: Date, scope: string | undefined) {
    this.accessToken = accessToken;
    this.expiresAt = expiresAt;
    if (scope !== undefined) this.scope = scope;
  }

  toJSON(): object {
    return { ...this, accessToken: '[redacted]' };
  }

  [Symbol.for('nodejs.util.inspect.custom')](): object {
    return this.toJSON();
  }
}
