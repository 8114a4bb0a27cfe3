import type { Scope, Status } from '@gatepass/protocol';
import type { StoredSecret } from '../secret/secret.ts';
import type { ClientSettings } from './client.ts';

/** Everything that one token request needs of the store, read in one statement and so of one moment. */
export interface ClientRecord {
  readonly clientId: string;
  readonly partnerId: string;
  readonly parentAccountId: string;
  readonly scope: Scope;
  readonly settings: ClientSettings;
  readonly clientStatus: Status;
  readonly partnerStatus: Status;
  /** When the partner ends, in milliseconds. */
  readonly partnerEndsAt: number | null;
  readonly accountStatus: Status;
  /** When the account ends, in milliseconds. */
  readonly accountEndsAt: number | null;
  /** Those neither retired nor revoked, and the one that the request named, if it is the client's. */
  readonly secrets: readonly StoredSecret[];
  /** The ledger's head in the same snapshot: which changes this record knows of. */
  readonly headSequence: number;
}
