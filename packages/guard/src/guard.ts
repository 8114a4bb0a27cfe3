import type { Result } from '@gatepass/protocol';
import type { GuardRefusal } from './refusal/guard-refusal.ts';

/** Who calls: what a verified access token says. */
export interface Principal {
  readonly clientId: string;
  /** The one parent account that the client acts for. Nothing the caller sends can change it. */
  readonly parentAccountId: string;
  /** Granted scope tokens, distinct. */
  readonly scopes: readonly string[];
  /** Which secret or key obtained the token. */
  readonly credentialId: string;
  readonly expiresAt: Date;
}

/** What the guard looks at in a request. `toGuardRequest` of `@gatepass/guard/node` makes one from node:http's. */
export interface GuardRequest {
  /** As received: method names are case-sensitive (RFC 9110 §9.1). */
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  /** Every occurrence of a header in the order received; `name` is compared without regard to case. */
  header(name: string): readonly string[];
}

/** Protects an API that takes access tokens of one issuer (RFC 9068) for one audience. */
export interface Guard {
  /** Verifies the token of a request (RFC 6750 §2.1, RFC 9068 §4). Never rejects: a failure inside is a refusal. */
  authenticate(request: GuardRequest): Promise<Result<Principal, GuardRefusal>>;

  /**
   * Applies the rule of `X-Platform-Parent-Account-Id`: one well-formed value that is the token's, required on
   * every write, optional on GET, HEAD and OPTIONS. Returns the parent account in force.
   */
  bindAccount(principal: Principal, request: GuardRequest): Result<string, GuardRefusal>;

  /**
   * Refuses a token without this scope (RFC 6750 §3.1).
   * @throws {TypeError} when `scope` is not one scope token (RFC 6749 §3.3)
   */
  requireScope(principal: Principal, scope: string): Result<Principal, GuardRefusal>;

  /** `authenticate`, `bindAccount`, `requireScope`, in this order. */
  authorize(
    request: GuardRequest,
    options?: { readonly scope?: string },
  ): Promise<Result<Principal, GuardRefusal>>;

  /** Loads the key set, so that the first request need not wait. Rejects when it cannot be had. */
  ready(): Promise<void>;
}
