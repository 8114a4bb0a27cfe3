import { formatScope } from '@gatepass/protocol';
import type { Type } from 'typebox';
import type { CredentialRequest, RequestMessage } from '../../../domain/request/credential-request.ts';
import type { WantedRequest } from '../../../usecases/create-request/new-request.ts';
import type { SubmittedRequest } from '../../../usecases/submit-request/submit-request.ts';
import { toTime, toTimeOrNull } from '../admin/to-wire.ts';
import type {
  ConfirmedRequestSchema,
  OwnRequestSchema,
  SubmitRequestSchema,
  SubmittedRequestSchema,
} from './request-form-schemas.ts';

export function toWantedRequest(body: Type.Static<typeof SubmitRequestSchema>): WantedRequest {
  return {
    platformName: body.platform_name,
    expectedMerchantVolume: body.expected_merchant_volume,
    parentAccountId: body.manager_account_id,
    contact: body.contact,
    purpose: body.purpose,
    scope: body.scope,
    networks: body.networks ?? [],
  };
}

export function toSubmittedRequest(submitted: SubmittedRequest): Type.Static<typeof SubmittedRequestSchema> {
  return {
    request_id: submitted.requestId,
    request_token: submitted.token.reveal(),
    claim_code: submitted.claimCode,
    expires_at: toTime(submitted.expiresAt),
    message:
      'Follow the link in the mail to the contact before expires_at. Keep both secrets: request_token shows how the request stands, and claim_code is needed, with the link of a later mail, to get the credentials.',
  };
}

export function toConfirmedRequest({
  id,
  state,
}: CredentialRequest): Type.Static<typeof ConfirmedRequestSchema> {
  return {
    request_id: id,
    state,
    message:
      state === 'approved'
        ? 'The address is confirmed, and the request approved. A mail with a link to the credentials is on its way.'
        : 'The address is confirmed. Somebody looks at the request now; the answer comes by mail.',
  };
}

export function toOwnRequest(
  request: CredentialRequest,
  messages: readonly RequestMessage[],
): Type.Static<typeof OwnRequestSchema> {
  return {
    request_id: request.id,
    state: request.state,
    platform_name: request.platformName,
    manager_account_id: request.parentAccountId,
    scope: formatScope(request.scope),
    approved_scope: request.terms === null ? null : formatScope(request.terms.scope),
    client_id: request.clientId,
    denial_reason: request.state === 'denied' ? request.decisionReason : null,
    lapses_at: toTimeOrNull(request.lapsesAt),
    messages: messages.flatMap(({ kind, text, createdAt }) =>
      kind === 'note' ? [] : [{ kind, text, created_at: toTime(createdAt) }],
    ),
    created_at: toTime(request.createdAt),
  };
}
