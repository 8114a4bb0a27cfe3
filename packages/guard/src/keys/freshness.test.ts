import { describe, expect, it } from 'vitest';
import { freshnessSeconds } from './freshness.ts';

describe('freshnessSeconds', () => {
  it.each([
    ['public, max-age=300', undefined, 300],
    ['max-age=600', undefined, 600],
    ['Max-Age="600", must-revalidate', undefined, 600],
    ['s-maxage=900, max-age=120', undefined, 120],
    ['max-age=300', '100', 200],
    ['max-age=300', 'soon', 300],
  ])('reads %j with Age %j as %d seconds', (cacheControl, age, seconds) => {
    const headers = new Headers({ 'cache-control': cacheControl, ...(age !== undefined && { age }) });
    expect(freshnessSeconds(headers)).toBe(seconds);
  });

  it.each([
    ['max-age=0', 30],
    ['max-age=999999999', 3600],
  ])('keeps %j within its bounds', (cacheControl, seconds) => {
    expect(freshnessSeconds(new Headers({ 'cache-control': cacheControl }))).toBe(seconds);
  });

  it.each([undefined, 'no-store', 'max-age=', 'x-max-age=7', 's-maxage=900'])(
    'takes 300 seconds where %j does not say',
    (cacheControl) => {
      expect(
        freshnessSeconds(new Headers(cacheControl === undefined ? {} : { 'cache-control': cacheControl })),
      ).toBe(300);
    },
  );
});
