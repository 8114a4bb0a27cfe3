import { isLoopbackHost } from '@gatepass/protocol';
import type { SmtpServer } from '../domain/delivery/mail-transport.ts';

/**
 * `smtps://user:password@host:465` speaks TLS from the first byte; `smtp://user:password@host:587` asks for it
 * (RFC 3207) and sends nothing without. Mails hold links that lead to credentials, so no server on the way and no
 * setting talks us out of it; only the loopback address does without. Undefined where the text is no such URL.
 */
export function parseSmtpUrl(text: string): SmtpServer | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  const secure = url.protocol === 'smtps:';
  if (!secure && url.protocol !== 'smtp:') return undefined;
  if (url.hostname === '' || !/^\/?$/.test(url.pathname) || url.search !== '' || url.hash !== '')
    return undefined;
  const login = loginOf(url);
  if (login === null) return undefined;
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const upgrade = isLoopbackHost(host) ? 'none' : 'starttls';
  const port = url.port === '' ? (secure ? 465 : 587) : Number(url.port);
  return { host, port, tls: secure ? 'immediate' : upgrade, login };
}

/** Null where it is half a login, or not encoded as URLs are. */
function loginOf({ username, password }: URL): SmtpServer['login'] | null {
  if (username === '' && password === '') return undefined;
  if (username === '' || password === '') return null;
  try {
    return { user: decodeURIComponent(username), password: decodeURIComponent(password) };
  } catch {
    return null;
  }
}
