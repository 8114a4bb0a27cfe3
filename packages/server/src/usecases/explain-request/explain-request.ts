import { ok, type Result, refuse, tokenRefusalFacts } from '@gatepass/protocol';
import type { FailedRequest } from '../../domain/failure/failed-request.ts';
import type { FailureCollector, NotKept } from '../../domain/failure/failure-collector.ts';
import type { Store } from '../../domain/store.ts';
import type { Asker } from './asker.ts';
import { type Evidence, readEvidence } from './evidence.ts';
import type { EvidenceStore } from './evidence-sources.ts';

export interface ExplainRequestDeps {
  readonly store: EvidenceStore & { readonly failures: Pick<Store['failures'], 'find' | 'countByCause'> };
  /** Holds what this node has not written yet. */
  readonly failures: Pick<FailureCollector, 'find' | 'notKept'>;
  /** How late the counts of use, and the failures of other nodes, may be. */
  readonly delaySeconds: number;
}

/** Why a request was refused: the whole truth, for those who may have it. */
export interface RequestExplanation {
  readonly failure: FailedRequest;
  /** HTTP status and OAuth error of the answer. */
  readonly status: number;
  readonly error: string;
  /** What brings this answer about. */
  readonly when: string;
  /** What to do. */
  readonly cure: string;
  readonly evidence: readonly Evidence[];
  readonly delaySeconds: number;
}

/** What one server knows of why it has not got it. */
export type NotExplained = NotKept & { readonly delaySeconds: number };

/** Explains a refused request by its `X-Request-Id`. To others than operators, one of somebody else is as one that is not kept. */
export async function explainRequest(
  deps: ExplainRequestDeps,
  requestId: string,
  asker: Asker,
): Promise<Result<RequestExplanation, NotExplained>> {
  const { store, failures, delaySeconds } = deps;
  const failure = failures.find(requestId) ?? (await store.failures.find(requestId));
  if (failure === undefined || !mayKnow(asker, failure)) {
    return refuse({ ...failures.notKept, delaySeconds });
  }
  const { status, error, when, cure, description } = tokenRefusalFacts(failure.cause);
  return ok({
    failure,
    status,
    error,
    when,
    // Where the answer itself may say what to do, it does.
    cure: cure ?? description,
    evidence: await readEvidence({ store, failure, asker }),
    delaySeconds,
  });
}

function mayKnow(asker: Asker, { clientId }: FailedRequest): boolean {
  switch (asker.kind) {
    case 'operator':
      return true;
    case 'client':
      return asker.clientId === clientId;
    case 'partner':
      return clientId !== null && asker.clientIds.includes(clientId);
  }
}
