import { formatScope, narrowScope, ok, type Result, refuse, type Scope } from '@gatepass/protocol';
import { type AllowedNetworks, type ClientSettings, DEFAULT_CLIENT_SETTINGS } from '../client/client.ts';
import type { Facts } from '../ledger/ledger-entry.ts';
import type { NetworkList } from '../network/network-list.ts';

/** What is approved. Two people have approved the same only where all of it is the same. */
export interface ApprovalTerms {
  readonly scope: Scope;
  readonly networks: AllowedNetworks;
  readonly tokensPerHour: number | null;
  /** When the client ends, in milliseconds. */
  readonly endsAt: number | null;
  /** An existing partner; null makes one of the platform's name. */
  readonly partnerId: string | null;
  readonly clientName: string;
  /** Whether the account may be another partner's at the same time. */
  readonly shareAccount: boolean;
}

/** What of a request bounds the terms. */
interface Requested {
  readonly scope: Scope;
  readonly networks: NetworkList;
  readonly partnerId: string | null;
  readonly platformName: string | null;
}

export type TermsRefusal =
  | 'scope_wider'
  | 'end_past'
  | 'networks_missing'
  | 'texts_erased'
  | 'partner_differs';

/**
 * The terms that an approver means, where they name only what differs from the request. Scopes can only become
 * fewer. Networks that were asked for are enforced, unless another stage is named.
 */
export function termsFor(
  request: Requested,
  wanted: Partial<Omit<ApprovalTerms, 'networks'>> & { readonly networks?: Partial<AllowedNetworks> },
  now: number,
): Result<ApprovalTerms, TermsRefusal> {
  if (request.platformName === null) return refuse('texts_erased');
  // Whoever asked would become a member of a partner that they did not ask for.
  const partnerId = wanted.partnerId ?? request.partnerId;
  if (request.partnerId !== null && partnerId !== request.partnerId) return refuse('partner_differs');
  const scope = wanted.scope ?? request.scope;
  if (!narrowScope(request.scope, scope).ok) return refuse('scope_wider');
  const endsAt = wanted.endsAt ?? null;
  if (endsAt !== null && endsAt <= now) return refuse('end_past');
  const list = wanted.networks?.list ?? request.networks;
  const stage = wanted.networks?.stage ?? (list.length > 0 ? 'enforce' : 'off');
  if (list.length === 0 && stage !== 'off') return refuse('networks_missing');
  return ok({
    // In the order of the request, so that the same scopes are the same terms.
    scope: request.scope.filter((token) => scope.includes(token)),
    networks: { list: [...list].sort(), stage },
    tokensPerHour: wanted.tokensPerHour ?? null,
    endsAt,
    partnerId,
    clientName: wanted.clientName ?? request.platformName,
    shareAccount: wanted.shareAccount ?? false,
  });
}

export function sameTerms(one: ApprovalTerms, other: ApprovalTerms): boolean {
  return (
    one.clientName === other.clientName &&
    JSON.stringify(termsFacts(one)) === JSON.stringify(termsFacts(other))
  );
}

/** The settings that the terms give a client. A limit that was approved is enforced. */
export function settingsOf({ networks, tokensPerHour, endsAt }: ApprovalTerms): ClientSettings {
  const tokenBudget = tokensPerHour === null ? null : ({ tokensPerHour, stage: 'enforce' } as const);
  return { ...DEFAULT_CLIENT_SETTINGS, networks, tokenBudget, endsAt };
}

/** For the ledger, which gets no names. */
export function termsFacts(terms: ApprovalTerms): Facts {
  return {
    scope: formatScope(terms.scope),
    networks: terms.networks.list,
    networks_stage: terms.networks.stage,
    tokens_per_hour: terms.tokensPerHour,
    ends_at: terms.endsAt === null ? null : new Date(terms.endsAt).toISOString(),
    partner_id: terms.partnerId,
    share_account: terms.shareAccount,
  };
}
