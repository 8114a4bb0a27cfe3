import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { loadSettings, type Settings, startServer } from '@gatepass/server';
import { freePort } from './free-port.ts';
import { LogSink } from './log-sink.ts';
import { tempFolder } from './temp-folder.ts';

type Environment = Settings['environment'];
type Files = readonly (readonly [name: string, content: Buffer])[];

/** For as long as the process lives. */
const firstStarts = new Map<Environment, Promise<Files>>();

/**
 * Leaves in an empty data directory what a first start leaves there: the schema and the keys. They are made once for
 * each process, since two RSA keys take half of the time of a start; whoever needs keys that no other system of the
 * process has starts a server by `startServer`.
 */
export async function putFirstStart({
  dataDir,
  environment,
}: Pick<Settings, 'dataDir' | 'environment'>): Promise<void> {
  let made = firstStarts.get(environment);
  if (made === undefined) {
    made = firstStart(environment);
    firstStarts.set(environment, made);
  }
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  for (const [name, content] of await made) await writeFile(join(dataDir, name), content, { mode: 0o600 });
}

async function firstStart(environment: Environment): Promise<Files> {
  const folder = await tempFolder();
  try {
    const settings = loadSettings(
      {
        GATEPASS_DATA_DIR: folder.path,
        GATEPASS_ENVIRONMENT: environment,
        GATEPASS_PORT: String(await freePort()),
      },
      'dev',
    );
    await (await startServer(settings, { log: new LogSink() })).close();
    const paths = (await readdir(folder.path)).map((name) => join(folder.path, name));
    return await Promise.all(paths.map(async (path) => [basename(path), await readFile(path)] as const));
  } finally {
    await folder.remove();
  }
}
