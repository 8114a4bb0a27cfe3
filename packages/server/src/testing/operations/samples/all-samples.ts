import type { Call, Laboratory } from '../laboratory.ts';
import { CLAIM_SAMPLES } from './claim-samples.ts';
import { CLIENT_SAMPLES } from './client-samples.ts';
import { DELIVERY_SAMPLES } from './delivery-samples.ts';
import { newTokenOf, PEOPLE_SAMPLES } from './people-samples.ts';
import { REQUEST_SAMPLES } from './request-samples.ts';
import { about, type Sample, type Samples } from './sample.ts';
import { SYSTEM_SAMPLES } from './system-samples.ts';

const SAMPLES: Samples = {
  ...CLAIM_SAMPLES,
  ...CLIENT_SAMPLES,
  ...DELIVERY_SAMPLES,
  ...PEOPLE_SAMPLES,
  ...REQUEST_SAMPLES,
  ...SYSTEM_SAMPLES,
};

/** Throws where nobody has said how this operation is called: every new one needs a sample. */
export function sampleOf(operationId: string): Sample {
  const sample = SAMPLES[operationId];
  if (sample === undefined) throw new Error(`${operationId} has no sample in testing/operations/samples`);
  return sample;
}

/** The ids that samples are for: each must be one of an operation. */
export const SAMPLED: readonly string[] = Object.keys(SAMPLES);

/** What an operator may do for themself without being an admin: by operation, about that operator. */
export const FOR_ONESELF: Readonly<Record<string, (lab: Laboratory, operatorId: string) => Promise<Call>>> = {
  createOperatorToken: async (_lab, operatorId) =>
    about(operatorId, { body: { label: 'own', role: 'viewer' } }),
  revokeOperatorToken: async (lab, operatorId) => about(await newTokenOf(lab, operatorId)),
};
