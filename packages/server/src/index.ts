export { type LogLevel, loadSettings, type Mode, type Settings } from './config/settings.ts';
export { SETTINGS, type SettingName } from './config/settings-table.ts';
export { DELIVERED_EVENTS } from './domain/delivery/delivered-events.ts';
export { LEDGER_ACTIONS, type LedgerAction } from './domain/ledger/ledger-actions.ts';
export { type Permission, roleMay } from './domain/operator/operator.ts';
export { defaultRules } from './domain/rules/issuance-rules.ts';
export { ADMIN_PROBLEMS } from './http/routes/admin/admin-problem.ts';
export { StartFailure } from './start-failure.ts';
export { migrateDatabase, type RunningServer, type ServerOptions, startServer } from './start-server.ts';
