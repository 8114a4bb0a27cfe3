/** A secret that must be found nowhere but where it was told. */
export interface Canary {
  /** What it is, for whoever reads a finding. */
  readonly name: string;
  readonly text: string;
}

/** Where nobody must find one. */
export interface Place {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** What this very place has to tell. */
  readonly tells?: ReadonlySet<string>;
}

export interface Finding {
  readonly place: string;
  readonly canary: Canary;
  readonly form: string;
}

interface Needle {
  readonly canary: Canary;
  readonly form: string;
  readonly bytes: Buffer;
}

/**
 * Searches every place for every canary: for any 24 characters on end of what is random in it, as they are and as they
 * look in hexadecimal, base64, percent-encoding and UTF-16. One pass over each place, however many canaries there are.
 */
export function findCanaries(places: readonly Place[], canaries: readonly Canary[]): readonly Finding[] {
  const index = indexOf(canaries.flatMap(needlesOf));
  return places.flatMap((place) => {
    const found = new Map<string, Finding>();
    for (const { canary, form } of needlesIn(place.bytes, index)) {
      if (place.tells?.has(canary.text)) continue;
      found.set(canary.text, { place: place.name, canary, form });
    }
    return [...found.values()];
  });
}

/** Pieces of so many characters at such a distance are in any run of twice as many. */
const PIECE = 12;

function needlesOf(canary: Canary): readonly Needle[] {
  const { text } = canary;
  const raw = /^whsec_(.+)$/.exec(text)?.[1];
  const random = randomPartOf(text);
  const texts = [...piecesOf(random), ...(text.includes('-') ? [text.replaceAll('-', '')] : [])];
  const bytes = texts.map((piece) => Buffer.from(piece));
  if (raw !== undefined) bytes.push(Buffer.from(raw, 'base64').subarray(0, 24));
  return bytes.flatMap((piece) =>
    Object.entries(formsOf(piece)).map(([form, bytes]) => ({ canary, form, bytes })),
  );
}

/** Without what ids, hints and kinds tell everybody: prefix, id and checksum of a credential, header and claims of a token. */
function randomPartOf(text: string): string {
  const credential = /^[0-9a-z]+_(?:test_)?[0-9A-Za-z]{8}([0-9A-Za-z]{43})[0-9A-Za-z]{6}$/.exec(text)?.[1];
  const key = /^whsec_(.+?)=*$/.exec(text)?.[1];
  const signature = /^eyJ.+\.([\w-]+)$/.exec(text)?.[1];
  return credential ?? key ?? signature ?? text;
}

function piecesOf(text: string): readonly string[] {
  const count = Math.max(1, Math.floor(text.length / PIECE));
  if (count === 1) return [text];
  return Array.from({ length: count }, (_, at) => text.slice(at * PIECE, (at + 1) * PIECE));
}

function formsOf(bytes: Buffer): Readonly<Record<string, Buffer>> {
  const hex = bytes.toString('hex');
  const forms: Record<string, Buffer> = {
    plain: bytes,
    'lower case': Buffer.from(bytes.toString('latin1').toLowerCase(), 'latin1'),
    hex: Buffer.from(hex),
    'upper hex': Buffer.from(hex.toUpperCase()),
    'percent-encoded': Buffer.from(hex.toUpperCase().replaceAll(/../g, '%$&')),
    'utf-16': Buffer.from(bytes.toString('latin1'), 'utf16le'),
  };
  // By where in a longer text it begins.
  for (const shift of [0, 1, 2]) {
    const whole = bytes.subarray(shift, bytes.length - ((bytes.length - shift) % 3));
    forms[`base64 from ${shift}`] = Buffer.from(whole.toString('base64'));
    forms[`base64url from ${shift}`] = Buffer.from(whole.toString('base64url'));
  }
  return forms;
}

interface Index {
  /** Which hashes of four bytes any needle begins with. */
  readonly isBeginning: Uint8Array;
  readonly byBeginning: ReadonlyMap<number, readonly Needle[]>;
}

const HASH_BITS = 20;
const hashOf = (four: number) => Math.imul(four, 0x9e3779b1) >>> (32 - HASH_BITS);

function indexOf(needles: readonly Needle[]): Index {
  const isBeginning = new Uint8Array(1 << HASH_BITS);
  const byBeginning = new Map<number, Needle[]>();
  for (const needle of needles) {
    const four = needle.bytes.readUInt32BE(0);
    isBeginning[hashOf(four)] = 1;
    const others = byBeginning.get(four);
    if (others === undefined) byBeginning.set(four, [needle]);
    else others.push(needle);
  }
  return { isBeginning, byBeginning };
}

function* needlesIn(bytes: Uint8Array, { isBeginning, byBeginning }: Index): Generator<Needle> {
  let four = 0;
  for (let end = 0; end < bytes.length; end++) {
    four = ((four << 8) | (bytes[end] ?? 0)) >>> 0;
    if (isBeginning[hashOf(four)] === 0) continue;
    const from = end - 3;
    for (const needle of byBeginning.get(four) ?? []) {
      if (needle.bytes.equals(bytes.subarray(from, from + needle.bytes.length))) yield needle;
    }
  }
}
