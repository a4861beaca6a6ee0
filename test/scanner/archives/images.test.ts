import { createHash } from 'node:crypto';
import * as zlib from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { hex } from '../../support/hex.ts';
import { makeTar, type TarEntry } from '../../support/tar.ts';
import { makeZip } from '../../support/zip.ts';
import { json, leak, places } from '../run.ts';
import { scanFiles, seen } from './support.ts';

const { gzipSync } = zlib;
const env = (seed: string) => `NAVIXY_HASH=${hex(seed)}\n`;

/** A blob of an image: its path in the layout, and its content. */
interface Blob {
  readonly name: string;
  readonly content: Buffer;
}

function blob(content: string | Buffer): Blob {
  return {
    name: `blobs/sha256/${createHash('sha256').update(content).digest('hex')}`,
    content: Buffer.from(content),
  };
}

/** Files as an image of Debian and Node has them: checksums by the hundred, and no key. */
const HARMLESS: readonly TarEntry[] = [
  { name: 'app/', type: '5' },
  { name: 'var/lib/dpkg/info/base.md5sums', content: `${hex('a')}  usr/bin/a\n${hex('b')}  usr/bin/b\n` },
  { name: 'app/node_modules/x/package.json', content: `{ "name": "x", "_shasum": "${hex('shasum')}" }\n` },
];

/** The parts of an image: the second layer deletes the `.env` of the first, and adds a file. */
function imageOf(pack: (tar: Buffer) => Buffer): {
  readonly config: Blob;
  readonly first: Blob;
  readonly second: Blob;
  readonly files: Readonly<Record<string, Buffer>>;
} {
  const first = blob(pack(makeTar([...HARMLESS, { name: 'app/.env', content: env('deleted later') }])));
  const second = blob(
    pack(
      makeTar([
        { name: 'app/.wh..env' },
        { name: 'app/dist/.wh..wh..opq' },
        { name: 'app/main.ts', content: `// api.navixy.com\n${leak(hex('second layer'))}` },
      ]),
    ),
  );
  const config = blob(
    JSON.stringify(
      {
        architecture: 'amd64',
        config: {
          Env: ['PATH=/usr/local/bin:/usr/bin', `NAVIXY_HASH=${hex('env')}`],
          Labels: { 'com.fleet.navixy_hash': hex('label') },
          Cmd: ['node', 'main.js', `--navixy-hash=${hex('command')}`],
        },
        rootfs: { type: 'layers', diff_ids: [first, second].map(({ name }) => `sha256:${name.slice(13)}`) },
        history: [
          { created_by: `RUN |1 NAVIXY_API_KEY=${hex('build argument')} /bin/sh -c npm ci # buildkit` },
          { created_by: `/bin/sh -c #(nop)  ENV NAVIXY_SESSION=${hex('old builder')}`, empty_layer: true },
          { created_by: `ENV NAVIXY_HASH=${hex('env')}`, empty_layer: true },
        ],
      },
      undefined,
      1,
    ),
  );
  const layers = [first, second].map(({ name, content }) => ({ digest: name, size: content.length }));
  const manifest = blob(JSON.stringify({ schemaVersion: 2, config: { digest: config.name }, layers }));
  const docker = [{ Config: config.name, RepoTags: ['fleet/app:1'], Layers: layers.map(({ digest }) => digest) }];
  const index = { schemaVersion: 2, manifests: [{ digest: manifest.name, size: manifest.content.length }] };
  return {
    config,
    first,
    second,
    files: {
      ...Object.fromEntries([config, first, second, manifest].map(({ name, content }) => [name, content])),
      'index.json': Buffer.from(JSON.stringify(index)),
      'manifest.json': Buffer.from(JSON.stringify(docker)),
      'oci-layout': Buffer.from('{"imageLayoutVersion":"1.0.0"}'),
    },
  };
}

const tarOf = (files: Readonly<Record<string, Buffer>>) =>
  makeTar(Object.entries(files).map(([name, content]) => ({ name, content })));

/** Where the leaks of an image are, below the given path. */
function placesOf({ config, first, second }: ReturnType<typeof imageOf>, prefix: string): string[] {
  return [
    `${prefix}${config.name}:6:17`,
    `${prefix}${config.name}:9:30`,
    `${prefix}${config.name}:14:19`,
    `${prefix}${config.name}:26:41`,
    `${prefix}${config.name}:29:57`,
    `${prefix}${first.name}!/app/.env:1:13`,
    `${prefix}${second.name}!/app/main.ts:2:29`,
  ].toSorted();
}

describe('an image', () => {
  it.each([
    ['docker save', (tar: Buffer) => tar],
    ['an OCI layout', gzipSync],
  ])('of %s: layers, a deleted file, environment, labels, command and history', async (_, pack) => {
    const image = imageOf(pack);
    for (const [name, file] of Object.entries({
      'image.tar': tarOf(image.files),
      'x.tgz': gzipSync(tarOf(image.files)),
    })) {
      const { places: found, reasons, exitCode } = seen(await scanFiles({ [name]: file }));
      expect(found.toSorted()).toEqual(placesOf(image, `${name}!/`));
      expect([reasons, exitCode]).toEqual([[], 1]);
    }
  });

  it('from standard input: docker save | navixy-secrets scan -', async () => {
    const image = imageOf(gzipSync);
    const { report, exitCode } = await json(['scan', '-'], { cwd: '/', stdin: tarOf(image.files) });
    expect(places(report).toSorted()).toEqual(placesOf(image, '-!/'));
    expect(exitCode).toBe(1);
  });

  it('as the folder of an OCI layout', async () => {
    const image = imageOf(gzipSync);
    const { places: found, reasons } = seen(await scanFiles(image.files));
    expect(found.toSorted()).toEqual(placesOf(image, ''));
    expect(reasons).toEqual([]);
  });

  it('as older versions of docker save it: a folder for each layer', async () => {
    const { config, first, second } = imageOf((tar) => tar);
    const [one, two] = ['1'.repeat(64), '2'.repeat(64)];
    const tar = makeTar([
      { name: `${config.name.slice(13)}.json`, content: config.content },
      { name: `${one}/layer.tar`, content: first.content },
      { name: `${two}/VERSION`, content: '1.0' },
      { name: `${two}/layer.tar`, content: second.content },
      { name: 'manifest.json', content: '[]' },
    ]);
    const { places: found } = seen(await scanFiles({ 'image.tar': tar }));
    expect(found).toContain(`image.tar!/${one}/layer.tar!/app/.env:1:13`);
    expect(found).toContain(`image.tar!/${two}/layer.tar!/app/main.ts:2:29`);
    expect(found).toContain(`image.tar!/${config.name.slice(13)}.json:6:17`);
    expect(found).toHaveLength(7);
  });

  it('with layers in zstd, which need a newer Node', async () => {
    const { zstdCompressSync } = zlib as { zstdCompressSync?: (bytes: Buffer) => Buffer };
    // Without a compressor, the signature is enough for the answer.
    const pack =
      zstdCompressSync ??
      ((tar: Buffer) => Buffer.concat([Buffer.from('28b52ffd', 'hex'), createHash('sha256').update(tar).digest()]));
    const image = imageOf(pack);
    const { places: found, reasons } = seen(await scanFiles({ 'image.tar': tarOf(image.files) }));
    const isOpened = zstdCompressSync !== undefined;
    expect(found.toSorted()).toEqual(
      placesOf(image, 'image.tar!/').filter((one) => isOpened || !one.includes('!/app')),
    );
    expect(reasons.toSorted()).toEqual(
      isOpened
        ? []
        : [image.first, image.second]
            .map(({ name }) => `image.tar!/${name}: packed with zstd, which this version of Node cannot open`)
            .toSorted(),
    );
  });

  it('without a leak gives no finding for its checksums', async () => {
    const layer = blob(
      gzipSync(makeTar([...HARMLESS, { name: 'app/a.ts', content: "fetch('https://api.navixy.com')\n" }])),
    );
    const tar = tarOf({ [layer.name]: layer.content, 'manifest.json': Buffer.from('[]') });
    expect(seen(await scanFiles({ 'image.tar': tar }))).toEqual({ places: [], reasons: [], exitCode: 0 });
  });
});

describe('a package', () => {
  const files = (top: string) => [
    { name: `${top}/package.json`, content: '{ "name": "fleet", "version": "1.0.0" }\n' },
    { name: `${top}/.env`, content: env('packed') },
  ];
  const gem = makeTar([
    { name: 'metadata.gz', content: gzipSync('--- !ruby/object:Gem::Specification\nname: fleet\n') },
    { name: 'data.tar.gz', content: gzipSync(makeTar([{ name: '.env', content: env('packed') }])) },
  ]);

  it.each([
    ['npm pack', 'fleet-1.0.0.tgz', gzipSync(makeTar(files('package'))), 'package/.env'],
    ['npm pack, with long names', 'fleet-1.0.0.tgz', gzipSync(makeTar(files('package'), 'pax')), 'package/.env'],
    ['a wheel', 'fleet-1.0-py3-none-any.whl', makeZip(files('fleet')), 'fleet/.env'],
    ['a source distribution of Python', 'fleet-1.0.tar.gz', gzipSync(makeTar(files('fleet-1.0'))), 'fleet-1.0/.env'],
    ['a crate', 'fleet-1.0.0.crate', gzipSync(makeTar(files('fleet-1.0.0'))), 'fleet-1.0.0/.env'],
    ['a chart of Helm', 'fleet-1.0.0.tgz', gzipSync(makeTar(files('fleet'))), 'fleet/.env'],
    ['a gem', 'fleet-1.0.0.gem', gem, 'data.tar.gz!/.env'],
  ])('of %s', async (_, name, content, place) => {
    expect(seen(await scanFiles({ [name]: content }))).toEqual({
      places: [`${name}!/${place}:1:13`],
      reasons: [],
      exitCode: 1,
    });
  });

  it('of npm has its source maps read', async () => {
    const map = { version: 3, sources: ['../src/a.ts'], sourcesContent: [leak(hex('in a source map'))], mappings: '' };
    const tar = makeTar([
      ...files('package').slice(0, 1),
      { name: 'package/dist/a.js.map', content: JSON.stringify(map) },
    ]);
    const { places: found, exitCode } = seen(await scanFiles({ 'fleet.tgz': gzipSync(tar) }));
    expect([found, exitCode]).toEqual([['fleet.tgz!/package/dist/a.js.map:1:87'], 1]);
  });
});
