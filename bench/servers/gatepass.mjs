// The product, as `gatepass serve` runs it, settings from the environment.
import { loadSettings, startServer } from '@gatepass/server';
import { measured } from './measured.mjs';

const server = await startServer(loadSettings(process.env, 'serve'));
measured(server.port);
