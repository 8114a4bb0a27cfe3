import { crc32 } from 'node:zlib';
import { decodeBase64url } from '@gatepass/protocol';

/** A cursor that was changed or cut short, or never was one of ours. */
export class CursorMalformed extends Error {
  override readonly name = 'CursorMalformed';
}

/**
 * Where a list goes on, as a text that nobody is to look into: the last id with a checksum. The checksum finds what was
 * changed or cut off on the way; it keeps nobody from making a cursor up, who gains nothing by it: a cursor is a place
 * in a list, and the list is of what its reader may see.
 */
export function makeCursor(id: string): string {
  const bytes = Buffer.from(id);
  return Buffer.concat([bytes, checksumOf(bytes)]).toString('base64url');
}

/** The id in a cursor. Throws `CursorMalformed`. */
export function readCursor(cursor: string): string {
  const bytes = Buffer.from(decodeBase64url(Buffer.from(cursor)) ?? []);
  const id = bytes.subarray(0, -CHECKSUM_BYTES);
  if (id.length === 0 || !bytes.subarray(-CHECKSUM_BYTES).equals(checksumOf(id))) throw new CursorMalformed();
  return id.toString();
}

const CHECKSUM_BYTES = 4;

function checksumOf(bytes: Uint8Array): Buffer {
  const checksum = Buffer.alloc(CHECKSUM_BYTES);
  checksum.writeUInt32BE(crc32(bytes));
  return checksum;
}
