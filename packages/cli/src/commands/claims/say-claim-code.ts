import type { CreatedClaim, Result } from '@gatepass/protocol';
import type { Failure } from '../../failure.ts';
import type { Shell } from '../../shell.ts';

/** Of what use a code is that was just told, and on which way it must not go. */
export function sayClaimCode(shell: Shell, created: Result<CreatedClaim, Failure>): void {
  if (!created.ok || created.value.claim_code === undefined) return;
  shell.stderr.write(
    'claim_code is shown this once: tell it to the contact in person or on the telephone, not by mail\n',
  );
}
