import { Writable } from 'node:stream';

/** Keeps what is logged, to be searched afterwards. */
export class LogSink extends Writable {
  text = '';

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}
