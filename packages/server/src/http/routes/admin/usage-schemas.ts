import { Type } from 'typebox';
import { named } from '../../named-schema.ts';
import { textOrNull, timeOrNull } from './admin-schemas.ts';

const lastUse = {
  uses: Type.Integer({ description: 'How many tokens were ever obtained.' }),
  first_used_at: timeOrNull,
  last_used_at: timeOrNull,
  last_network: textOrNull('IPv4 /32 or IPv6 /64, or `other` where there were too many to tell apart.'),
  last_token_ends_at: textOrNull('When the last token that was obtained ends.'),
};

const InstanceUsageSchema = named(
  'InstanceUsage',
  Type.Object(
    {
      instance: Type.String(),
      version: textOrNull('The SDK and its version.'),
      uses: Type.Integer(),
      first_used_at: Type.String(),
      last_used_at: Type.String(),
    },
    { description: 'A process of the partner, as its SDK names itself.' },
  ),
);

const usage = {
  ...lastUse,
  summary: Type.String({ description: 'As one line.' }),
  uses_last_24_hours: Type.Integer({ description: 'In the hour that goes on and the 23 before it.' }),
  days: Type.Array(Type.Object({ day: Type.String(), uses: Type.Integer() }), {
    description: 'The last 30 UTC days, today included, the earliest first; one without a use has 0.',
  }),
  networks: Type.Array(
    Type.Object({ network: Type.String(), uses: Type.Integer(), last_used_at: Type.String() }),
    { description: 'Of the same days, the most used first.' },
  ),
  instances: Type.Array(InstanceUsageSchema, {
    description: 'Processes that named themselves in the same days, the latest first.',
  }),
  as_of: Type.String(),
  delay_seconds: Type.Number({
    description:
      'Uses are counted in memory and written so often: the last ones may not be in these figures.',
  }),
};

export const SecretUsageSchema = named('SecretUsage', Type.Object({ secret_id: Type.String(), ...usage }));
export const ClientUsageSchema = named(
  'ClientUsage',
  Type.Object({
    client_id: Type.String(),
    ...usage,
    credentials: Type.Array(Type.Object({ credential_id: Type.String(), ...lastUse }), {
      description: 'Each secret and key that was ever used, the latest first.',
    }),
  }),
);
