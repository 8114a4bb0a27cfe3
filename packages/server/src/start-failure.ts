/** The process cannot start, for a reason outside of this program. The message says which, and what to do. */
export class StartFailure extends Error {
  override readonly name = 'StartFailure';
  /** 2: a setting is wrong or missing. 8: the machine does not give what is needed. */
  readonly exitCode: 2 | 8;

  constructor(message: string, exitCode: 2 | 8) {
    super(message);
    this.exitCode = exitCode;
  }
}
