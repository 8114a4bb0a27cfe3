import type { PageRequest } from '../page-request.ts';
import type {
  CredentialRequest,
  RequestApproval,
  RequestCourse,
  RequestMessage,
} from './credential-request.ts';
import type { RequestState } from './request-state.ts';

export interface RequestFilter {
  readonly states: readonly RequestState[];
  readonly partnerId: string | null;
}

/** For how long a confirmation mail counts against more of them to the same address. */
export const MAILS_COUNT_FOR = 86_400_000;

export interface RequestReads {
  find(id: string): Promise<CredentialRequest | undefined>;
  findByToken(tokenId: string): Promise<CredentialRequest | undefined>;
  list(page: PageRequest & RequestFilter): Promise<readonly CredentialRequest[]>;
  listByContact(personId: string): Promise<readonly CredentialRequest[]>;
  /** Those that lapse by this time, the earliest first. */
  listLapsing(until: number, limit: number): Promise<readonly CredentialRequest[]>;
  /** In the order of their writing. */
  messages(requestId: string): Promise<readonly RequestMessage[]>;
  approvals(requestId: string): Promise<readonly RequestApproval[]>;
  countDrafts(): Promise<number>;
  /** How many confirmation mails were made for this address in the last `MAILS_COUNT_FOR`. */
  countMailed(addressKey: string, now: number): Promise<number>;
}

export interface RequestWrites {
  insert(request: CredentialRequest): Promise<void>;
  update(id: string, course: Partial<RequestCourse>): Promise<void>;
  insertMessage(message: RequestMessage): Promise<void>;
  insertApproval(approval: RequestApproval): Promise<void>;
  removeApprovals(requestId: string): Promise<void>;
  /**
   * Takes away what this person has written: as a contact platform names, purposes, reasons, threads and approvals
   * that waited; as a member what they said about the requests of others.
   */
  eraseTextsOf(personId: string): Promise<void>;
}
