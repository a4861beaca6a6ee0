import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { assertAllowedBaseUrl, BaseUrlError } from '../../../../scanner/remediation/client/index.ts';
import { hex } from '../../../support/hex.ts';

const allowed = (url: string, ...named: string[]) => assertAllowedBaseUrl(url, { named });

/** @returns all text of the error that `fail` throws, with message and stack */
function messageOf(fail: () => unknown): string {
  try {
    fail();
  } catch (error) {
    return inspect(error, { showHidden: true, depth: 9 });
  }
  throw new Error('it did not fail');
}

describe('an allowed URL', () => {
  test.each([
    ['https://api.eu.navixy.com/v2/', 'https://api.eu.navixy.com/v2'],
    ['https://API.US.navixy.com/v2', 'https://api.us.navixy.com/v2'],
    ['https://saas.navixy.com:443/api-v2//', 'https://saas.navixy.com/api-v2'],
  ])('is the official %s', (url, base) => {
    expect(allowed(url)).toBe(base);
  });

  test.each([
    'https://gps.brand.example/api-v2',
    'http://127.0.0.1:8080/v2',
    'http://localhost/v2',
    'http://[::1]:9/v2',
  ])('is %s if it is configured', (url) => {
    expect(allowed(`${url}/`, url)).toBe(url);
  });
});

describe('a refused URL', () => {
  test.each([
    ['https://gps.brand.example/api-v2', 'is not a Navixy host'],
    ['https://api.eu.navixy.com.evil.example/v2', 'is not a Navixy host'],
    ['https://api-eu.navixy.com/v2', 'is not a Navixy host'],
    ['https://api.eu.navixy.com.:443/v2', 'is not a Navixy host'],
    ['https://api.eu.navixy.com:8443/v2', 'is not a Navixy host'],
    ['http://127.0.0.1:8080/v2', 'is not a Navixy host'],
    ['http://api.eu.navixy.com/v2', 'over HTTPS only'],
    ['ftp://api.eu.navixy.com/v2', 'must begin with https://'],
    ['https://user@api.eu.navixy.com/v2', 'no user, query or fragment'],
    ['https://api.eu.navixy.com/v2?hash=1', 'no user, query or fragment'],
    ['api.eu.navixy.com', 'is not a URL'],
  ])('is %s: %s', (url, message) => {
    expect(() => allowed(url)).toThrow(BaseUrlError);
    expect(() => allowed(url)).toThrow(message);
  });

  test('is plain HTTP to another machine, even if configured', () => {
    expect(() => allowed('http://gps.brand.example/v2', 'http://gps.brand.example/v2')).toThrow('over HTTPS only');
    expect(() => allowed('http://127.0.0.1.evil.example/v2', 'http://127.0.0.1.evil.example/v2')).toThrow(
      'over HTTPS only',
    );
  });

  test('has another path or port than a configured host', () => {
    expect(() => allowed('http://127.0.0.1:81/v2', 'http://127.0.0.1:80/v2')).toThrow(BaseUrlError);
    expect(() => allowed('https://gps.brand.example/other', 'https://gps.brand.example/v2')).toThrow(BaseUrlError);
  });

  test('is not repeated in the error if it contains a secret', () => {
    const value = hex('in the url');
    for (const url of [
      `https://gps.brand.example/?hash=${value}`,
      `not a url ${value}`,
      `https://${value}@gps.brand.example/`,
    ]) {
      expect(messageOf(() => allowed(url))).not.toContain(value);
    }
  });
});
