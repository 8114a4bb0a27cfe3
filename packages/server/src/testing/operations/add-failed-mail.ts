import type { TestStore } from '../open-test-store.ts';

/** A mail to a member about themself, as it is left when the mail server has refused it for good. */
export async function addFailedMail(
  { store, databases }: TestStore,
  memberId: string,
  now: number,
): Promise<string> {
  const member = await store.members.find(memberId);
  if (member === undefined) throw new Error('no such member');
  const id = `mal_${crypto.randomUUID()}`;
  await databases.writer
    .insertInto('mail')
    .values({
      id,
      sequence: await store.ledger.lastSequence(memberId),
      template: 'question',
      person_id: member.personId,
      subject_id: memberId,
      state: 'failed',
      attempts: 1,
      repeats: 0,
      next_at: now,
      error: 'refused',
      sent_at: null,
      created_at: now,
    })
    .execute();
  return id;
}
