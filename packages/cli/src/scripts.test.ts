import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defaultRules, loadSettings, startServer } from '@gatepass/server';
import { freePort, LogSink, putFirstStart, tempFolder } from '@gatepass/testing';
import { onTestFinished, test } from 'vitest';
import { runScript } from './testing/run-script.ts';
import { workInFolder } from './testing/start-here.ts';

const SCRIPTS = fileURLToPath(new URL('../test/scripts/', import.meta.url));

/** Each script has a server and a folder of its own, and an admin's token in the environment. */
test.each(readdirSync(SCRIPTS))('%s comes true, line by line', async (script) => {
  await workInFolder();
  const data = await tempFolder();
  onTestFinished(data.remove);
  const loaded = loadSettings(
    { GATEPASS_DATA_DIR: data.path, GATEPASS_PORT: String(await freePort()) },
    'dev',
  );
  // The rules of `serve`: what takes two people takes them here as well.
  const settings = { ...loaded, rulesUntilSet: defaultRules(loaded.environment, { alone: false }) };
  await putFirstStart(settings);
  const server = await startServer(settings, { log: new LogSink() });
  onTestFinished(() => server.close());
  const operator = await server.createOperator({ name: 'Script', role: 'admin' });

  await runScript(readFileSync(join(SCRIPTS, script), 'utf8'), {
    GATEPASS_URL: server.issuer,
    GATEPASS_TOKEN: operator.operator_token,
  });
});
