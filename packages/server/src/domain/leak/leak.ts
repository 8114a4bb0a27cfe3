export type Reporter = 'github' | 'anonymous';

/** Where a credential was found that should have been nowhere. */
export interface Leak {
  readonly id: string;
  readonly credentialId: string;
  /** What kind of place, in the reporter's words. */
  readonly source: string;
  readonly url: string | null;
  /** `github` when its signature was right. */
  readonly reporter: Reporter;
  readonly reportedAt: number;
}
