import { type Static, type TSchema, Type } from 'typebox';

/** Every status that this API answers with other than 200, and its name in the envelope. The list is closed. */
export const ERROR_NAMES = {
  400: 'BadRequest',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'NotFound',
  409: 'Conflict',
  422: 'ValidationFailed',
  429: 'RateLimitExceeded',
  500: 'InternalServerError',
} as const;

export type ErrorStatus = keyof typeof ERROR_NAMES;

const RequestId = Type.String({ format: 'uuid' });

/** What a call that succeeded answers: five keys, whatever the data. */
export function SuccessEnvelope<Data extends TSchema>(data: Data) {
  return Type.Object({
    status: Type.Literal(200),
    error: Type.Null(),
    message: Type.String(),
    request_id: RequestId,
    data,
  });
}

/** What a call that was refused or failed answers: the same five keys. */
export const ErrorEnvelope = Type.Object({
  status: Type.Integer(),
  error: Type.Enum(Object.values(ERROR_NAMES)),
  message: Type.String(),
  request_id: RequestId,
  data: Type.Null(),
});

export function successEnvelope<Data>(requestId: string, data: Data) {
  return { status: 200 as const, error: null, message: 'ok', request_id: requestId, data };
}

export function errorEnvelope(
  requestId: string,
  status: ErrorStatus,
  message: string,
): Static<typeof ErrorEnvelope> {
  return { status, error: ERROR_NAMES[status], message, request_id: requestId, data: null };
}

/** The response schemas of a route. Without one, a field that strays into an answer would go out. */
export function responsesOf<Data extends TSchema>(data: Data) {
  return { 200: SuccessEnvelope(data), '4xx': ErrorEnvelope, '5xx': ErrorEnvelope };
}

/** On every answer. Nothing that a token opened may be kept by a cache (RFC 6750 §5.3). */
export function headersOf(requestId: string): Record<string, string> {
  return { 'cache-control': 'no-store', 'x-request-id': requestId };
}
