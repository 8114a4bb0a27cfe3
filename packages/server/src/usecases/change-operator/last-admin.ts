import type { Change } from '../../domain/store.ts';

/** Whether nobody but this operator is left who may administer. Asked inside the change, since two may end each other. */
export async function isLastAdmin(change: Pick<Change, 'operators'>, operatorId: string): Promise<boolean> {
  const admins = await change.operators.list({ after: null, limit: 2, status: 'active', role: 'admin' });
  return admins.length === 1 && admins[0]?.id === operatorId;
}
