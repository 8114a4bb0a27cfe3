const WITH_SCHEME_AND_HOST = /^https?:\/\/[^\s/?#\\@]+(?:[/?#][^\s\\]*)?$/i;

const DOTTED_HOST = /^[^.]+(?:\.[^.]+)+$/;

/**
 * Whether a text is the URL of a store: `http` or `https`, and a host with a dot in it. The text itself is looked
 * at before it is parsed, since the URL parser repairs much (spaces, backslashes, `http:host`, a number as a host).
 */
export function isStoreIdentifier(text: string): boolean {
  if (!WITH_SCHEME_AND_HOST.test(text) || !URL.canParse(text)) return false;
  const written = text.slice(text.indexOf('//') + 2).split(/[/?#:]/, 1)[0] as string;
  return DOTTED_HOST.test(written) && DOTTED_HOST.test(new URL(text).hostname);
}
