export type { Result } from '@gatepass/protocol';
export { createGuard } from './create-guard.ts';
export type { Guard, GuardRequest, Principal } from './guard.ts';
export type { GuardOptions } from './guard-options.ts';
export type { GuardRefusal } from './refusal/guard-refusal.ts';
export {
  GUARD_REFUSALS,
  type GuardRefusalCode,
  type GuardRefusalReason,
} from './refusal/guard-refusals.ts';
