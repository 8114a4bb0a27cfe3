import type { Shell } from '../shell.ts';

/** Resolves when the process was asked to stop, and tells the person what happens now. */
export async function untilStopped({ stop, stderr }: Shell): Promise<void> {
  if (!stop.aborted) {
    await new Promise<void>((resolve) => stop.addEventListener('abort', () => resolve(), { once: true }));
  }
  stderr.write('stopping once requests in flight are answered; a second signal stops at once\n');
}
