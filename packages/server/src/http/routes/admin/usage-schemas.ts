import { Type } from 'typebox';

const timeOrNull = Type.Union([Type.String(), Type.Null()]);

const lastUse = {
  uses: Type.Integer(),
  first_used_at: timeOrNull,
  last_used_at: timeOrNull,
  last_network: timeOrNull,
  last_token_ends_at: timeOrNull,
};

const usage = {
  ...lastUse,
  summary: Type.String(),
  uses_last_24_hours: Type.Integer(),
  days: Type.Array(Type.Object({ day: Type.String(), uses: Type.Integer() })),
  networks: Type.Array(
    Type.Object({ network: Type.String(), uses: Type.Integer(), last_used_at: Type.String() }),
  ),
  instances: Type.Array(
    Type.Object({
      instance: Type.String(),
      version: timeOrNull,
      uses: Type.Integer(),
      first_used_at: Type.String(),
      last_used_at: Type.String(),
    }),
  ),
  as_of: Type.String(),
  delay_seconds: Type.Number(),
};

export const SecretUsageSchema = Type.Object({ secret_id: Type.String(), ...usage });
export const ClientUsageSchema = Type.Object({
  client_id: Type.String(),
  ...usage,
  credentials: Type.Array(Type.Object({ credential_id: Type.String(), ...lastUse })),
});
