export { type LogLevel, loadSettings, type Mode, type Settings } from './config/settings.ts';
export { SETTINGS, type SettingName } from './config/settings-table.ts';
export { LEDGER_ACTIONS, type LedgerAction } from './domain/ledger/ledger-actions.ts';
export { StartFailure } from './start-failure.ts';
export { migrateDatabase, type RunningServer, type ServerOptions, startServer } from './start-server.ts';
