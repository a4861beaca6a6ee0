/**
 * Builds packs of 10 MB to 2.2 GB and scans them: time must grow with the bytes, memory must not.
 *
 * Usage: npm run bench:large-packs -- [folder for the packs]. Needs a built package and 3 GB of disk space.
 */
import { spawnSync } from 'node:child_process';
import { createHash, randomFillSync } from 'node:crypto';
import { closeSync, mkdtempSync, openSync, readSync, renameSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { deflateSync } from 'node:zlib';

const BLOB = 256 * 1024;
const MEGABYTE = 1024 * 1024;

/** A bare repository with one pack of random blobs, each with a delta to it; git creates the index. */
function build(folder: string, megabytes: number): string {
  const repository = path.join(folder, `pack-${megabytes}`);
  spawnSync('git', ['init', '-q', '--bare', repository]);
  const file = path.join(repository, 'objects/pack/new.pack');
  const count = Math.ceil((megabytes * MEGABYTE) / (BLOB + 64)) * 2;
  const out = openSync(file, 'w+');
  let length = 0;
  const write = (bytes: Buffer) => (length += writeSync(out, bytes));
  const header = Buffer.from('PACK\0\0\0\x02\0\0\0\0', 'latin1');
  header.writeUInt32BE(count, 8);
  write(header);
  const content = Buffer.alloc(BLOB);
  for (let at = 0; at < count; at += 2) {
    randomFillSync(content);
    const start = length;
    write(entry(3, BLOB));
    write(deflateSync(content, { level: 0 }));
    // Copies the first 64 kB of its base and adds a line.
    const delta = Buffer.concat([Buffer.from([0x80, 0x80, 0x10, 0x85, 0x80, 0x04, 0x80, 0x05]), Buffer.from('line\n')]);
    const distance = length - start;
    write(entry(6, delta.length));
    write(Buffer.from([128 | ((((distance >> 7) - 1) >> 7) - 1), 128 | (((distance >> 7) - 1) & 127), distance & 127]));
    write(deflateSync(delta));
  }
  const hash = createHash('sha1');
  const chunk = Buffer.alloc(MEGABYTE);
  for (let at = 0; at < length; at += chunk.length)
    hash.update(chunk.subarray(0, readSync(out, chunk, 0, chunk.length, at)));
  write(hash.digest());
  closeSync(out);
  const indexed = spawnSync('git', ['index-pack', '--threads=2', file], { cwd: repository, encoding: 'utf8' });
  if (indexed.status !== 0) throw new Error(indexed.stderr);
  for (const ending of ['pack', 'idx'])
    renameSync(file.replace(/pack$/, ending), path.join(repository, `objects/pack/pack-1.${ending}`));
  return repository;
}

function entry(type: number, size: number): Buffer {
  const bytes = [(type << 4) | (size & 15)];
  for (let rest = size >>> 4; rest > 0; rest >>>= 7) {
    bytes[bytes.length - 1]! |= 128;
    bytes.push(rest & 127);
  }
  return Buffer.from(bytes);
}

const folder = mkdtempSync(path.join(process.argv[2] ?? tmpdir(), 'large-'));
try {
  console.log('| pack, MB | seconds | MB a second | peak, MiB |\n|---|---|---|---|');
  for (const megabytes of [10, 100, 500, 1000, 2200]) {
    const repository = build(folder, megabytes);
    const args = [
      '-f',
      '%e %M',
      process.execPath,
      process.env['CLI'] ?? 'dist/cli.cjs',
      'scan',
      '--history',
      repository,
    ];
    const { stderr } = spawnSync('/usr/bin/time', args, { encoding: 'utf8' });
    const [seconds = 0, kilobytes = 0] = (stderr.trim().split('\n').at(-1) ?? '').split(' ').map(Number);
    console.log(
      `| ${megabytes} | ${seconds.toFixed(2)} | ${(megabytes / seconds).toFixed(0)} | ${(kilobytes / 1024).toFixed(0)} |`,
    );
    rmSync(repository, { recursive: true, force: true });
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
