import type { NotSecond } from './second-person.ts';

/** Why this operator cannot be the second person, for them to read. */
export function notSecondInWords(why: NotSecond): string {
  switch (why.reason) {
    case 'made_it':
      return 'You made it yourself; the second person is somebody who did not.';
    case 'approved_it':
      return 'You have approved it already; the second person is somebody else.';
    case 'asked_for_it':
      return 'It was asked for from your mail address; the second person is somebody else.';
    case 'changed_by':
      return `${why.other}, who has to do with it, made or changed your account, role or tokens in the last 7 days, or those of somebody who did; until then you two count as one.`;
    case 'changed':
      return `You made or changed the account, role or tokens of ${why.other}, who has to do with it, in the last 7 days, or those of somebody who did; until then you two count as one.`;
  }
}
