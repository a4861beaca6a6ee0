import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { TempFolder } from './repo.ts';

/** A certificate authority and its certificates, created at run time, so no key is in the repository. */
export interface Certificates {
  /** PEM of the authority, which a client must trust. */
  readonly ca: string;
  /** For localhost, 127.0.0.1 and gps.brand.test. */
  readonly valid: { readonly cert: string; readonly key: string };
  /** The same, but expired. */
  readonly expired: { readonly cert: string; readonly key: string };
  /** For other.test only. */
  readonly otherName: { readonly cert: string; readonly key: string };
}

/** Needs `openssl` on the machine. */
export function makeCertificates(): Certificates {
  using folder = new TempFolder();
  const openssl = (...args: string[]): void =>
    void execFileSync('openssl', args, { cwd: folder.root, stdio: 'ignore' });
  const read = (name: string): string => readFileSync(folder.path(name), 'utf8');
  const key = (name: string): void => openssl('ecparam', '-name', 'prime256v1', '-genkey', '-noout', '-out', name);
  key('ca.key');
  openssl('req', '-x509', '-new', '-key', 'ca.key', '-days', '2', '-subj', '/CN=Test authority', '-out', 'ca.pem');
  key('leaf.key');
  openssl('req', '-new', '-key', 'leaf.key', '-subj', '/CN=leaf', '-out', 'leaf.csr');
  const sign = (name: string, days: string, names: string): { cert: string; key: string } => {
    writeFileSync(folder.path('extensions'), `subjectAltName=${names}\n`);
    openssl(
      'x509',
      '-req',
      '-in',
      'leaf.csr',
      '-CA',
      'ca.pem',
      '-CAkey',
      'ca.key',
      '-CAcreateserial',
      '-days',
      days,
      '-extfile',
      'extensions',
      '-out',
      name,
    );
    return { cert: read(name), key: read('leaf.key') };
  };
  const names = 'DNS:localhost,IP:127.0.0.1,DNS:gps.brand.test';
  return {
    ca: read('ca.pem'),
    valid: sign('valid.pem', '2', names),
    expired: sign('expired.pem', '-1', names),
    otherName: sign('other.pem', '2', 'DNS:other.test'),
  };
}
