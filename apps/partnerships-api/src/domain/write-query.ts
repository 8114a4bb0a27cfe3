import { ok, type Result, refuse } from './result.ts';

/** The parameters of a query by name: one value, or the list of them where a name stands there twice. */
export type Query = Readonly<Record<string, string | readonly string[] | undefined>>;

/** A caller may say in the query for whom it acts. It changes nothing, but it must be true. */
const PARENT_ACCOUNT_PARAMETERS = ['platform_parent_account_id', 'parent_account_id'] as const;

const WRITE_PARAMETERS: ReadonlySet<string> = new Set(['dry_run', ...PARENT_ACCOUNT_PARAMETERS]);

export type QueryRefusal = 'query_unknown' | 'dry_run_malformed';

/**
 * Whether a write is a dry run. Only the exact word `true` asks for one, and a parameter that is not known is
 * refused: a mistyped `dry_run` must not turn a rehearsal into a write.
 */
export function parseWriteQuery(query: Query): Result<{ readonly dryRun: boolean }, QueryRefusal> {
  if (!Object.keys(query).every((name) => WRITE_PARAMETERS.has(name))) return refuse('query_unknown');
  const dryRun = query.dry_run;
  return dryRun === undefined || dryRun === 'true'
    ? ok({ dryRun: dryRun === 'true' })
    : refuse('dry_run_malformed');
}

/** Whether the query names another parent account than the token's; of two values each counts. */
export function namesAnotherParent(query: Query, parentAccountId: string): boolean {
  return PARENT_ACCOUNT_PARAMETERS.flatMap((name) => query[name] ?? []).some(
    (named) => named !== parentAccountId,
  );
}
