import type { OwnRequest } from '@gatepass/protocol';
import { describe } from '../output/describe.ts';
import { messagesInWords } from './messages-in-words.ts';

/** A request for whoever has made it. */
export function ownRequestInWords({ messages, ...request }: OwnRequest): string {
  return describe(request) + messagesInWords(messages);
}
