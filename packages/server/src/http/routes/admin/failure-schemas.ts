import { Type } from 'typebox';
import { named } from '../../named-schema.ts';

const delaySeconds = Type.Number({ description: 'Counts of use in the evidence may be late by so much.' });

const failedRequest = {
  request_id: Type.String(),
  at: Type.String(),
  cause: Type.String({ description: 'One of docs/error-codes.md.' }),
  endpoint: Type.String({ description: 'The path; `none` where it was none of the server’s.' }),
  client_id: Type.Union([Type.String(), Type.Null()], {
    description: 'As it was sent, where it had the form of one.',
  }),
  credential_id: Type.Union([Type.String(), Type.Null()], {
    description: 'The id of the secret or key, likewise.',
  }),
  network: Type.Union([Type.String(), Type.Null()], { description: 'IPv4 /32 or IPv6 /64.' }),
};

const FailedRequestSchema = named(
  'FailedRequest',
  Type.Object(failedRequest, {
    description: 'A refused request. Kept for 7 days, up to a quota by client and day.',
  }),
);

export const FailedRequestsSchema = named(
  'FailedRequests',
  Type.Object({
    items: Type.Array(FailedRequestSchema, { description: 'The latest first.' }),
    delay_seconds: Type.Number({ description: 'The latest may be missing for so long.' }),
  }),
);

export const RequestExplanationSchema = named(
  'RequestExplanation',
  Type.Object(
    {
      ...failedRequest,
      status: Type.Integer({ description: 'HTTP status of the answer.' }),
      error: Type.String({ description: 'OAuth error code of the answer.' }),
      when: Type.String({ description: 'What brings this answer about.' }),
      cure: Type.String({ description: 'What to do.' }),
      evidence: Type.Array(Type.Object({ name: Type.String(), text: Type.String() }), {
        description: 'What is stored now of what the cause depends on, in sentences.',
      }),
      delay_seconds: delaySeconds,
    },
    { description: 'Why a request was refused.' },
  ),
);
