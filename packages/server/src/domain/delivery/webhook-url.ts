import type { PublicUrlDefect } from '../network/public-url.ts';

/** Why a webhook's URL is not accepted, and what to do: the words for whoever sets it. */
export const WEBHOOK_URL_DEFECTS: Readonly<Record<PublicUrlDefect, string>> = {
  malformed: 'url must be an absolute URL of at most 512 characters.',
  scheme: 'url must begin with https: what is told is nobody else’s business.',
  credentials: 'url must not hold a user name or a password; the signature shows who sends.',
  fragment: 'url must have no fragment.',
  host: 'url must name a host on the public internet, by its full name.',
  port: 'url must use port 443, or one from 1024 on.',
};
