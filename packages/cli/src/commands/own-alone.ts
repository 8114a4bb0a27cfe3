import { EXIT } from '../exit-code.ts';
import { fail } from '../failure.ts';

/** Where operators say whose it is that is meant, and members of partners can mean their own alone. */
export const ID_MISSING = fail(EXIT.usage, 'An id is needed', 'Only a member of a partner may leave it out.');
export const OWN_ALONE = fail(EXIT.usage, 'A member of a partner sees their own alone', 'Leave the id out.');
