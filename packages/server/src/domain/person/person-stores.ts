import type { PageRequest } from '../page-request.ts';
import type { Person } from './person.ts';
import type { PersonalToken } from './personal-token.ts';

export interface PersonReads {
  find(id: string): Promise<Person | undefined>;
  /** Everybody with this address (lower case). */
  listByEmail(email: string): Promise<readonly Person[]>;
}

export interface PersonWrites {
  insert(person: Person): Promise<void>;
  /** As `parseEmailAddress` gives it, or null for none; the salt goes with it, for those who had none. */
  setEmail(id: string, email: string | null, salt: string): Promise<void>;
  /** Takes name, address and salt away, for ever. */
  erase(id: string, at: number): Promise<void>;
}

export interface PersonalTokenReads {
  find(id: string): Promise<PersonalToken | undefined>;
  list(page: PageRequest & { readonly holderId: string }): Promise<readonly PersonalToken[]>;
  /** Those that nobody has revoked, whether or not they have ended. */
  listUnrevoked(holderId: string): Promise<readonly PersonalToken[]>;
}

export interface PersonalTokenWrites {
  insert(token: PersonalToken): Promise<void>;
  setRevoked(id: string, at: number): Promise<void>;
  /** Of all tokens that somebody has or had: people call them after themselves. */
  forgetLabels(holderId: string): Promise<void>;
}
