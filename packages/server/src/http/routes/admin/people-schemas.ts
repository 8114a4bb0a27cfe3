import { ROLES } from '@gatepass/protocol';
import { Type } from 'typebox';
import { named } from '../../named-schema.ts';
import {
  closed,
  name,
  PageQuery,
  shownOnce,
  statusFields,
  time,
  timeOrNull,
  timestamp,
} from './admin-schemas.ts';

const role = Type.Enum([...ROLES]);
const status = Type.Enum(['active', 'disabled']);
/** What an address looks like, the domain says: `parseEmailAddress`. */
const email = Type.String({ minLength: 3, maxLength: 254 });
/** Null where there is none, or the person was erased. */
const textOrNull = Type.Union([Type.String(), Type.Null()]);

export const OperatorTokenSchema = named(
  'OperatorToken',
  Type.Object({
    id: Type.String(),
    operator_id: Type.String(),
    label: Type.String(),
    role: Type.Union([role, Type.Null()]),
    created_at: time,
    expires_at: timeOrNull,
    revoked_at: timeOrNull,
  }),
);
export const CreatedOperatorTokenSchema = named(
  'CreatedOperatorToken',
  Type.Object({ ...OperatorTokenSchema.properties, operator_token: shownOnce }),
);
export const CreateOperatorTokenSchema = named(
  'CreateOperatorToken',
  Type.Object({ label: name, role: Type.Optional(role), expires_at: Type.Optional(timestamp) }, closed),
);

export const OperatorSchema = named(
  'Operator',
  Type.Object({
    id: Type.String(),
    person_id: Type.String(),
    name: textOrNull,
    email: textOrNull,
    role,
    ...statusFields,
    created_at: time,
  }),
);
export const CreatedOperatorSchema = named(
  'CreatedOperator',
  Type.Object({ ...OperatorSchema.properties, operator_token: shownOnce, token: OperatorTokenSchema }),
);
export const CreateOperatorSchema = named(
  'CreateOperator',
  Type.Object({ name, role, email: Type.Optional(email) }, closed),
);
export const SetOperatorEmailSchema = named(
  'SetOperatorEmail',
  Type.Object({ email: Type.Union([email, Type.Null()]) }, closed),
);
export const SetRoleSchema = named('SetRole', Type.Object({ role }, closed));
export const OperatorPageQuery = Type.Object(
  { ...PageQuery.properties, status: Type.Optional(status), role: Type.Optional(role) },
  closed,
);

export const MemberSchema = named(
  'Member',
  Type.Object({
    id: Type.String(),
    partner_id: Type.String(),
    person_id: Type.String(),
    name: textOrNull,
    email: textOrNull,
    ...statusFields,
    created_at: time,
  }),
);
export const CreateMemberSchema = named('CreateMember', Type.Object({ name, email }, closed));
export const MemberTokenSchema = named(
  'MemberToken',
  Type.Object({
    id: Type.String(),
    member_id: Type.String(),
    label: Type.String(),
    created_at: time,
    expires_at: timeOrNull,
    revoked_at: timeOrNull,
  }),
);

export const PersonSchema = named(
  'Person',
  Type.Object({
    id: Type.String(),
    name: textOrNull,
    email: textOrNull,
    operator_id: textOrNull,
    member_ids: Type.Array(Type.String()),
    erased_at: timeOrNull,
    created_at: time,
  }),
);
export const PersonQuery = Type.Object({ email }, closed);
