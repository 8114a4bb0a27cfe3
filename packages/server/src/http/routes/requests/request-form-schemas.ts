import { Type } from 'typebox';
import { REQUEST_STATES } from '../../../domain/request/request-state.ts';
import { named } from '../../named-schema.ts';
import { closed, name, shownOnce, textOrNull, time, timeOrNull } from '../admin/admin-schemas.ts';
import { freeText } from './free-text.ts';

/** What is asked for, whoever types it in. */
export const wantedRequestFields = {
  platform_name: name,
  expected_merchant_volume: Type.Integer({
    minimum: 0,
    maximum: 1_000_000_000,
    description: 'How many merchants the platform expects to bring.',
  }),
  manager_account_id: Type.String({ maxLength: 256, description: 'The parent account id of the platform.' }),
  contact: Type.Object({ name, email: Type.String({ maxLength: 320 }) }, closed),
  purpose: freeText(2000),
  scope: Type.Optional(
    Type.String({ maxLength: 4096, description: 'All scopes of the deployment where none are named.' }),
  ),
  networks: Type.Optional(
    Type.Array(Type.String({ maxLength: 64 }), {
      maxItems: 64,
      description: 'Where the client will ask from, in CIDR notation.',
    }),
  ),
};

export const SubmitRequestSchema = named('SubmitRequest', Type.Object(wantedRequestFields, closed));

export const SubmittedRequestSchema = named(
  'SubmittedRequest',
  Type.Object({
    request_id: Type.String(),
    request_token: shownOnce,
    claim_code: shownOnce,
    expires_at: time,
    message: Type.String(),
  }),
);

export const ConfirmRequestSchema = named(
  'ConfirmRequest',
  Type.Object({ token: Type.String({ maxLength: 256 }) }, closed),
);

export const requestState = Type.Enum([...REQUEST_STATES]);

export const ConfirmedRequestSchema = named(
  'ConfirmedRequest',
  Type.Object({ request_id: Type.String(), state: requestState, message: Type.String() }),
);

export const TextSchema = named('Text', Type.Object({ text: freeText(4000) }, closed));

/** What the requester sees of it: who works on it, and what they note, is not theirs. */
export const OwnRequestSchema = named(
  'OwnRequest',
  Type.Object({
    request_id: Type.String(),
    state: requestState,
    platform_name: textOrNull('Null once it was deleted.'),
    manager_account_id: Type.String(),
    scope: Type.String(),
    approved_scope: textOrNull('What was approved of it.'),
    client_id: textOrNull('The client that approval made.'),
    denial_reason: textOrNull('Why it was denied.'),
    lapses_at: timeOrNull,
    messages: Type.Array(
      Type.Object({
        kind: Type.Enum(['question', 'answer']),
        text: textOrNull('Null once it was deleted.'),
        created_at: time,
      }),
    ),
    created_at: time,
  }),
);
