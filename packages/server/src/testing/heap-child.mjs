import { setFlagsFromString, writeHeapSnapshot } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { loadSettings, startServer } from '@gatepass/server';

// A server in a process of its own, so that a snapshot of its heap holds nothing that the test itself knows.
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');

const server = await startServer(loadSettings(process.env, 'dev'));
const operator = await server.createOperator({ name: 'Tests', role: 'admin' });
process.send({ issuer: server.issuer, operatorToken: operator.operator_token });

process.on('message', async (file) => {
  if (file === 'stop') {
    await server.close();
    process.disconnect();
    return;
  }
  if (file === 'work') {
    await server.work();
    process.send({ worked: true });
    return;
  }
  collect();
  if (file === 'size') {
    process.send({ bytes: process.memoryUsage().heapUsed });
    return;
  }
  process.send({ written: writeHeapSnapshot(file) });
});
