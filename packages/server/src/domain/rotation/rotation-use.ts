import type { CredentialUse, InstanceUse, NetworkUse } from '../usage/usage.ts';

/** What is known of the use of one secret. */
export interface SecretUse {
  /** Undefined where it was never seen in use. */
  readonly ever: CredentialUse | undefined;
  readonly instances: readonly InstanceUse[];
  readonly networks: readonly NetworkUse[];
}

/** What is known of the use of both secrets of a rotation. */
export interface RotationUse {
  readonly old: SecretUse;
  readonly successor: SecretUse;
}
