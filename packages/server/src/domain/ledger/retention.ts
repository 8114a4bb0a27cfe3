/**
 * How many days of the ledger are kept at the least. Second persons are looked for among the changes of the last days,
 * whoever explains a refusal looks for the change that caused it, and nobody finds out about an intrusion at once.
 */
export const MIN_RETENTION_DAYS = 30;

export const DAY = 86_400_000;
