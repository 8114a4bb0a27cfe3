/**
 * The structure of Gatepass, as a table: which package may import which, what may stand where inside a package.
 * `npm run check` holds the code to it. Paths are below the package's `src`; one that ends in `/` is a folder.
 *
 * @typedef {object} PackageRules
 * @property {string} folder
 * @property {readonly string[]} imports packages of ours, by their public entries
 * @property {Readonly<Record<string, readonly string[]>>} [importedOnlyIn] where some of these may be imported
 * @property {boolean} [nodeFree] no built-in module of Node: it runs anywhere
 * @property {readonly string[]} [builtInsIn] where those may be imported all the same: subpaths for Node alone
 * @property {Readonly<Record<string, readonly string[]>>} [thirdParty] every third-party package it may import,
 *   and where; leave it out to allow what package.json lists
 * @property {readonly string[]} clock the composition roots: the only files that read clock and dice
 * @property {Readonly<Record<string, readonly string[]>>} [layers] folder → folders and files it may import.
 *   Files of `src` itself construct everything, and may import all
 * @property {Readonly<Record<string, readonly string[]>>} [onlyIn] module, package or global → where it may be used
 */

/** @type {Readonly<Record<string, PackageRules>>} */
export const PACKAGES = {
  '@gatepass/protocol': {
    folder: 'packages/protocol',
    imports: [],
    nodeFree: true,
    thirdParty: {},
    clock: [],
  },
  '@gatepass/server': {
    folder: 'packages/server',
    imports: ['@gatepass/protocol'],
    clock: ['app.ts', 'recover-operator.ts', 'start-server.ts'],
    layers: {
      'domain/': [],
      'usecases/': ['domain/'],
      'http/': ['usecases/', 'domain/'],
      'store/': ['domain/'],
      'signing/': ['domain/'],
      'metrics/': ['domain/'],
      'mail/': ['domain/'],
      // With app.ts, the place where things are put together.
      'app/': ['domain/', 'usecases/', 'http/', 'store/', 'signing/', 'metrics/', 'mail/', 'config/'],
      'config/': ['domain/', 'start-failure.ts'],
    },
    onlyIn: {
      fastify: ['http/', 'app.ts'],
      kysely: ['store/', 'app.ts'],
      '@photostructure/sqlite': ['store/'],
      'node:sqlite': ['store/'],
      'prom-client': ['metrics/'],
      nodemailer: ['mail/'],
      'node:crypto': ['signing/', 'config/', 'app/', 'app.ts', 'open-deployment.ts', 'recover-operator.ts'],
      'process.env': ['config/'],
    },
  },
  '@gatepass/guard': {
    folder: 'packages/guard',
    imports: ['@gatepass/protocol'],
    thirdParty: { fastify: ['adapters/fastify.ts'] },
    clock: ['guard-options.ts', 'create-guard.ts'],
  },
  '@gatepass/client': {
    folder: 'packages/client',
    imports: ['@gatepass/protocol'],
    nodeFree: true,
    builtInsIn: ['node/'],
    thirdParty: {},
    clock: ['create-client.ts'],
  },
  '@gatepass/cli': {
    folder: 'packages/cli',
    imports: ['@gatepass/client', '@gatepass/protocol', '@gatepass/server', '@gatepass/partnerships-api'],
    importedOnlyIn: {
      '@gatepass/server': ['dev/', 'serving/', 'commands/serve.ts', 'commands/migrate.ts'],
      '@gatepass/partnerships-api': ['dev/'],
    },
    clock: ['main.ts', 'commands/'],
  },
  '@gatepass/partnerships-api': {
    folder: 'apps/partnerships-api',
    imports: ['@gatepass/guard'],
    clock: ['start-partnerships-api.ts'],
    layers: {
      'domain/': [],
      'usecases/': ['domain/'],
      'http/': ['usecases/', 'domain/'],
      'store/': ['domain/'],
    },
    onlyIn: {
      fastify: ['http/', 'start-partnerships-api.ts'],
      '@gatepass/guard': ['http/', 'start-partnerships-api.ts'],
      '@photostructure/sqlite': ['store/'],
      'node:sqlite': ['store/'],
      'process.env': [],
    },
  },
};

/** What tests may import besides what their package may. */
export const TEST_PACKAGES = ['@gatepass/testing'];

/** Names that say nothing about what is inside. */
export const VAGUE_FOLDERS = ['utils', 'helpers', 'common', 'shared'];

/**
 * The globals that only composition roots may use; everything else is handed a clock or a source of bytes. A
 * stopwatch (performance.now) is neither: it tells how long something took, and nothing is decided by it.
 */
export const CLOCK_AND_DICE = ['Date.now', 'new Date()', 'Math.random'];
