import { createSecretKey, randomBytes } from 'node:crypto';
import { DEFAULT_PREFIXES, parseSecret } from '@gatepass/protocol';
import { expect, test } from 'vitest';
import { SealBroken, seal, unseal } from '../../signing/seal.ts';
import { createMacKey, openSecretMac } from '../../signing/secret-mac.ts';
import { linkAddress } from './link-address.ts';
import { isLiveLink } from './mailed-link.ts';
import { makeLink } from './make-link.ts';

const masterKey = createSecretKey(randomBytes(32));
const mac = openSecretMac(masterKey, createMacKey(masterKey, 1, 0));
const maker = {
  mac,
  randomBytes,
  prefixes: DEFAULT_PREFIXES,
  environment: 'live' as const,
  seal: (text: string, purpose: string) => seal(masterKey, purpose, Buffer.from(text)),
};
const opener = {
  issuer: 'https://auth.example.com',
  unseal: (sealed: string, purpose: string) => unseal(masterKey, purpose, sealed).toString(),
};
const makeOne = (kind: 'confirm' | 'claim') =>
  makeLink(maker, { kind, subjectId: 'clm_1', expiresAt: 2000 }, 1000);

test.each([
  ['confirm', 'rscfm'],
  ['claim', 'rsclm'],
] as const)('a link to %s carries its token in the fragment, at the host of the settings', (kind, prefix) => {
  const link = makeOne(kind);
  const [page, token = ''] = linkAddress(opener, link)?.split('#') ?? [];
  expect(page).toBe(`https://auth.example.com/${kind}`);
  expect(parseSecret(token, prefix, 'live')).toMatchObject({ ok: true, value: { secretId: link.id } });
  expect(mac.digest(token)).toEqual(link.digest);
  expect(JSON.stringify(link)).not.toContain(token);
});

test('one link’s sealed token cannot be put in the place of another’s', () => {
  const [one, other] = [makeOne('claim'), makeOne('claim')];
  expect(() => linkAddress(opener, { ...one, sealed: other.sealed })).toThrow(SealBroken);
});

test('a forgotten token has no address any more', () => {
  expect(linkAddress(opener, { ...makeOne('claim'), sealed: null })).toBeUndefined();
});

test('a link is good until just before its end, once', () => {
  const link = makeOne('confirm');
  expect([isLiveLink(link, 1999), isLiveLink(link, 2000)]).toEqual([true, false]);
  expect(isLiveLink({ ...link, usedAt: 1500 }, 1600)).toBe(false);
});
