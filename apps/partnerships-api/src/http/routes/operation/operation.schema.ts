import { type Static, Type } from 'typebox';
import { ErrorEnvelope, SuccessEnvelope } from '../../envelope.ts';
import { RegisteredAccount } from '../register/register.schema.ts';
import { AccountStatus } from '../status/status.schema.ts';

/** A past write. This API carries writes out at once, so a caller only ever sees one that has ended. */
export const OperationRecord = Type.Object({
  operation_id: Type.String(),
  status: Type.Enum(['pending', 'in_progress', 'completed', 'failed']),
  /** The body of the answer, as it went out. */
  response_body: Type.Union([
    SuccessEnvelope(RegisteredAccount),
    SuccessEnvelope(AccountStatus),
    ErrorEnvelope,
  ]),
  /** The message of a failed one. */
  error: Type.Union([Type.String(), Type.Null()]),
});

export type OperationRecord = Static<typeof OperationRecord>;
