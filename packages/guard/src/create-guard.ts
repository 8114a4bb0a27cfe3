import { ok, type Result, refuse } from '@gatepass/protocol';
import { bindAccount } from './account/bind-account.ts';
import { readBearerToken } from './bearer/read-bearer-token.ts';
import { platformCrypto } from './crypto/platform-crypto.ts';
import type { Guard, GuardRequest, Principal } from './guard.ts';
import { type GuardOptions, readGuardOptions } from './guard-options.ts';
import { createKeySource } from './keys/key-source.ts';
import { loadKeys } from './keys/load-keys.ts';
import { type GuardRefusal, toRefusal } from './refusal/guard-refusal.ts';
import type { GuardRefusalReason } from './refusal/guard-refusals.ts';
import { assertScopeToken, requireScope } from './scope/require-scope.ts';
import { verifyAccessToken } from './token/verify-access-token.ts';

const FETCH_TIMEOUT_MS = 5000;

/**
 * Makes a guard. Tokens are verified offline; the issuer is asked for its key set only, which is kept.
 * @throws {TypeError} when an option is missing, wrong or unknown
 */
export function createGuard(options: GuardOptions): Guard {
  const settings = readGuardOptions(options);
  const { realm, rules } = settings;
  const now = tellingNumbers(settings.now);
  const onError = neverThrowing(settings.onError);
  const loadDeps = { fetch: settings.fetch, timeoutMs: FETCH_TIMEOUT_MS, importKey: platformCrypto() };
  const keys = createKeySource({
    ...settings,
    now,
    onError,
    load: () => loadKeys(loadDeps, settings.jwksUri),
  });

  function refused(reason: GuardRefusalReason, scope?: string): Result<never, GuardRefusal> {
    return refuse(toRefusal(reason, realm, scope));
  }

  /** Whatever fails inside is a refusal, never a pass and never the API's own 500. */
  async function failingClosed<Value>(
    step: () => Promise<Result<Value, GuardRefusal>>,
  ): Promise<Result<Value, GuardRefusal>> {
    try {
      return await step();
    } catch (cause) {
      onError(new Error('A request could not be judged and was refused.', { cause }));
      return refused('verification_failed');
    }
  }

  const guard: Guard = {
    authenticate: (request) =>
      failingClosed(async () => {
        const token = readBearerToken(request);
        if (!token.ok) return refused(token.refusal);
        const principal = await verifyAccessToken({ keys, rules, now }, token.value);
        return principal.ok ? principal : refused(principal.refusal);
      }),

    bindAccount(principal, request) {
      const account = bindAccount(principal, request);
      return account.ok ? account : refused(account.refusal);
    },

    requireScope(principal, scope) {
      assertScopeToken(scope);
      const granted = requireScope(principal, scope);
      return granted.ok ? granted : refused(granted.refusal, scope);
    },

    async authorize(request, { scope } = {}) {
      if (scope !== undefined) assertScopeToken(scope);
      return failingClosed(() => authorize(guard, request, scope));
    },

    ready: () => keys.ready(),
  };
  return guard;
}

async function authorize(
  guard: Guard,
  request: GuardRequest,
  scope: string | undefined,
): Promise<Result<Principal, GuardRefusal>> {
  const principal = await guard.authenticate(request);
  if (!principal.ok) return principal;
  const account = guard.bindAccount(principal.value, request);
  if (!account.ok) return account;
  return scope === undefined ? ok(principal.value) : guard.requireScope(principal.value, scope);
}

/** With a clock that says no number, every comparison of times would be false. */
function tellingNumbers(clock: () => number): () => number {
  return () => {
    const time = clock();
    if (!Number.isFinite(time)) throw new Error('The clock tells no number.');
    return time;
  };
}

/** A report that fails must neither stop a refusal nor end the process. */
function neverThrowing(report: (error: Error) => void): (error: Error) => void {
  return (error) => {
    try {
      report(error);
    } catch {
      // Nobody is left to tell.
    }
  };
}
