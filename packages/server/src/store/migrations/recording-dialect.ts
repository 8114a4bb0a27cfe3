import { type DatabaseConnection, type Dialect, DummyDriver } from 'kysely';

/** The same SQL as `dialect` would run, told to `record` and run nowhere. */
export function recordingDialect(dialect: Dialect, record: (sql: string) => void): Dialect {
  return {
    createAdapter: () => dialect.createAdapter(),
    createIntrospector: (db) => dialect.createIntrospector(db),
    createQueryCompiler: () => dialect.createQueryCompiler(),
    createDriver: () => new RecordingDriver(record),
  };
}

class RecordingDriver extends DummyDriver {
  readonly #record: (sql: string) => void;

  constructor(record: (sql: string) => void) {
    super();
    this.#record = record;
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    const record = this.#record;
    return {
      async executeQuery(query) {
        record(query.sql);
        return { rows: [] };
      },
      // biome-ignore lint/correctness/useYield: migrations do not stream
      async *streamQuery() {
        throw new Error('migrations do not stream');
      },
    };
  }
}
