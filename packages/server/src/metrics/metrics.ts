import type { TokenRefusalCause } from '@gatepass/protocol';
import { Counter, Gauge, Registry } from 'prom-client';

/** What happens, counted for an operator's eyes. Labels are of fixed sets only, never what somebody sent. */
export interface Metrics {
  tokenIssued(): void;
  refused(cause: TokenRefusalCause): void;
  secretExposed(where: string): void;
  /** As the last sweep found them. */
  setSecretsExpiring(withinDays: number, secrets: number): void;
  setOverlapsHeld(secrets: number): void;
  /** The text exposition format, and its media type. */
  readonly contentType: string;
  text(): Promise<string>;
}

/** Counting is an addition; Prometheus's own objects are filled only when somebody reads them. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  const refusals = new Map<TokenRefusalCause, number>();
  let issued = 0;

  new Counter({
    name: 'gatepass_tokens_issued_total',
    help: 'Access tokens that this process issued.',
    registers: [registry],
    collect() {
      this.reset();
      this.inc(issued);
    },
  });
  new Counter({
    name: 'gatepass_requests_refused_total',
    help: 'Refused requests outside the admin API, by the cause of docs/error-codes.md.',
    labelNames: ['cause'],
    registers: [registry],
    collect() {
      this.reset();
      for (const [cause, count] of refusals) this.inc({ cause }, count);
    },
  });
  const exposed = new Counter({
    name: 'gatepass_secrets_exposed_total',
    help: 'Right secrets that were seen where none may be.',
    labelNames: ['where'],
    registers: [registry],
  });
  const expiring = new Gauge({
    name: 'gatepass_secrets_expiring',
    help: 'Live secrets that end within so many days.',
    labelNames: ['within_days'],
    registers: [registry],
  });
  const held = new Gauge({
    name: 'gatepass_overlaps_held',
    help: 'Rotations whose overlap was due to end and is held up, since the old secret is still used.',
    registers: [registry],
  });

  return {
    tokenIssued() {
      issued++;
    },
    refused(cause) {
      refusals.set(cause, (refusals.get(cause) ?? 0) + 1);
    },
    secretExposed: (where) => exposed.inc({ where }),
    setSecretsExpiring: (withinDays, secrets) => expiring.set({ within_days: String(withinDays) }, secrets),
    setOverlapsHeld: (secrets) => held.set(secrets),
    contentType: registry.contentType,
    text: () => registry.metrics(),
  };
}
