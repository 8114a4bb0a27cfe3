/** The heading under which a path stands: the API, and the noun that comes first in it; `server` for all the rest. */
export function tagOf(path: string): string {
  const [api, version, first = 'server', second] = path.split('/').slice(1);
  if (api !== 'api' || version !== 'v1') return 'server';
  const isApiOfItsOwn = first === 'admin' || first === 'partner';
  return isApiOfItsOwn && second !== undefined ? `${first}: ${second}` : first;
}
