import type { ProblemFacts } from './problem-facts.ts';

/** Of the ledger, and of what is sent because of it. */
export const RECORD_PROBLEMS = {
  webhook_unknown: { status: 404, title: 'Not found', detail: 'There is no such webhook.' },
  mail_unknown: { status: 404, title: 'Not found', detail: 'There is no such mail.' },
  event_unknown: {
    status: 400,
    title: 'Malformed request',
    detail:
      'events names one that there is not; take names of events, the beginning of some as in secret.*, or *.',
  },
  webhook_url_refused: {
    status: 422,
    title: 'URL not accepted',
    detail: 'Nothing is sent to this URL.',
  },
  too_many_webhooks: {
    status: 409,
    title: 'Conflict',
    detail: 'There are 10 webhooks; disabled ones count, and can be given another URL and enabled again.',
  },
  webhook_disabled: { status: 409, title: 'Conflict', detail: 'The webhook is disabled; enable it first.' },
  mail_not_waiting: {
    status: 409,
    title: 'Conflict',
    detail: 'Only a mail that waits or could not be sent is queued again.',
  },
  retention_too_short: {
    status: 400,
    title: 'Malformed request',
    detail: 'The ledger keeps the rows of the last 30 days.',
  },
  nothing_to_remove: {
    status: 409,
    title: 'Conflict',
    detail: 'No row of the ledger is as old as that.',
  },
  ledger_broken: {
    status: 409,
    title: 'Conflict',
    detail: 'The ledger does not verify, so its rows are kept.',
  },
} as const satisfies Record<string, ProblemFacts>;
