import type { LinkKind, MailedLink } from './mailed-link.ts';

export interface LinkReads {
  find(id: string): Promise<MailedLink | undefined>;
  latestOf(subjectId: string, kind: LinkKind): Promise<MailedLink | undefined>;
}

export interface LinkWrites {
  insert(link: MailedLink): Promise<void>;
  /** Notes that it has done what it was for; its token is forgotten. */
  setUsed(id: string, at: number): Promise<void>;
  /** Ends all links of a subject, those that wait to be mailed among them. */
  endOf(subjectId: string, at: number): Promise<void>;
}

/** Outside the ledger: nothing that anybody could rely on changes. */
export interface LinkHousekeeping {
  /** Forgets the sealed token: the mail is sent. */
  forget(id: string): Promise<void>;
  /** Forgets the tokens of links that have ended, and says how many those were. */
  prune(now: number): Promise<number>;
}
