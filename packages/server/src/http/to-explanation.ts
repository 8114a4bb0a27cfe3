import type * as wire from '@gatepass/protocol';
import type { FailedRequest } from '../domain/failure/failed-request.ts';
import type { RequestExplanation } from '../usecases/explain-request/explain-request.ts';

/** As operators and the client itself are told it. */
export function toExplanation(explanation: RequestExplanation): wire.RequestExplanation {
  const { failure, status, error, when, cure, evidence, delaySeconds } = explanation;
  return {
    ...toFailedRequest(failure),
    status,
    error,
    when,
    cure,
    evidence: [...evidence],
    delay_seconds: delaySeconds,
  };
}

export function toFailedRequest(failure: FailedRequest): wire.FailedRequest {
  return {
    request_id: failure.requestId,
    at: new Date(failure.at).toISOString(),
    cause: failure.cause,
    endpoint: failure.endpoint,
    client_id: failure.clientId,
    credential_id: failure.credentialId,
    network: failure.network,
  };
}
