import type { Call, Laboratory } from '../laboratory.ts';

/** Whose things a call is about. */
export interface Subject {
  readonly partnerId: string;
  readonly memberId: string;
  readonly memberToken: string;
}

/** Prepares a call that will do what the operation is for, about new things of this subject's. */
export type Sample = (lab: Laboratory, subject: Subject) => Call | Promise<Call>;

export type Samples = Readonly<Record<string, Sample>>;

export const REASON = { reason: 'for a test' };

/** A call about one object. */
export const about = (id: string, more: Omit<Call, 'parameters'> = {}): Call => ({
  parameters: { id },
  ...more,
});

export const nothing: Sample = () => ({});
