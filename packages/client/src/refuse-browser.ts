import { BrowserRefusedError } from './errors/browser-refused-error.ts';

/**
 * Throws where the global object is a browser's: a page has `window` and `document`, its workers have
 * `WorkerGlobalScope` and `importScripts`. Server runtimes that borrow some of these names lack the other half.
 * @throws {BrowserRefusedError}
 */
export function refuseBrowser(globals: object): void {
  const isPage = 'window' in globals && 'document' in globals;
  const isWorker = 'WorkerGlobalScope' in globals && 'importScripts' in globals;
  if (isPage || isWorker) throw new BrowserRefusedError();
}
