// Checks the HTML report in a real browser: with no, three, five and three thousand secrets, for several repositories,
// one of them missing, and after the platform was asked; on phone and desktop sizes, dark and light. Not part of CI.
// Needs a build, and a browser (scripts/browser-tools.mjs). Keeps screenshots and pages in build/html. Ends with 1 if
// something is wrong, and with 2 if there is no browser. With --picture it also draws docs/images/report.webp, for the
// README.

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { startBrowser } from './browser-tools.mjs';

const project = path.resolve(import.meta.dirname, '..');
const out = path.join(project, 'build', 'html');
const sizes = [
  [390, 844],
  [1280, 800],
];
const value = (seed) => createHash('md5').update(seed).digest('hex');

const { browser, axe } = await startBrowser();
mkdirSync(out, { recursive: true });
const work = mkdtempSync(path.join(os.tmpdir(), 'navixy-check-html-'));
let wrong = 0;
try {
  for (const secrets of [0, 3, 5, 3000]) await lookAll(report(secrets), String(secrets), secrets);
  await lookAll(merged(), 'merged', 3);
  await lookAll(verified(), 'verified', 5);
  if (process.argv.includes('--picture')) await picture(path.join(out, '5.html'));
} finally {
  await browser.close();
  rmSync(work, { recursive: true, force: true });
}
console.log(`${wrong === 0 ? 'nothing wrong' : `${wrong} wrong`}; see ${out}`);
process.exitCode = wrong === 0 ? 0 : 1;

async function lookAll(file, name, secrets) {
  for (const [width, height] of sizes)
    for (const scheme of ['light', 'dark']) await look(file, name, secrets, { width, height }, scheme);
  await print(file, name, secrets);
}

/** A history with this number of secrets. @returns the file of its report */
function report(secrets) {
  const repo = path.join(work, String(secrets));
  const git = (at, ...args) =>
    execFileSync(
      'git',
      [
        '-C',
        repo,
        '-c',
        `user.name=${at < 8 ? 'Ann' : 'Ben'}`,
        '-c',
        'user.email=team@fleet.example',
        '-c',
        'commit.gpgsign=false',
        ...args,
      ],
      {
        env: {
          ...process.env,
          GIT_AUTHOR_DATE: `2024-0${at}-11T10:00:00Z`,
          GIT_COMMITTER_DATE: `2024-0${at}-11T10:00:00Z`,
        },
      },
    );
  const commit = (at, subject, files) => {
    for (const [name, content] of Object.entries(files)) writeFileSync(path.join(repo, name), content);
    git(at, 'add', '-A');
    git(at, 'commit', '-qm', subject);
  };
  mkdirSync(repo);
  git(1, 'init', '-q');
  git(1, 'remote', 'add', 'origin', 'git@github.com:acme/fleet.git');
  commit(1, 'Start', { 'README.md': 'Fleet\n' });
  if (secrets === 3 || secrets === 5) {
    commit(2, 'Add the client', { 'client.ts': `export const NAVIXY_HASH = '${value('a')}';\n` });
    commit(4, 'Configure <script>alert(1)</script>', {
      '.env': `NAVIXY_API_KEY=${value('b')}\nNAVIXY_SESSION=${value('c')}\n`,
    });
    commit(7, 'Read it from the environment', { 'client.ts': 'export {};\n' });
    // One on another branch, and one that is less sure.
    if (secrets === 5) {
      git(8, 'switch', '-qc', 'feature/retry');
      commit(8, 'Retry', { 'retry.ts': `export const NAVIXY_SESSION = '${value('d')}';\n` });
      git(8, 'switch', '-q', '-');
      commit(9, 'Note it', { 'notes.md': `Tracker login, hash: ${value('e')}\n` });
    }
  } else if (secrets > 0) {
    for (let part = 0; part < 6; part += 1)
      commit(2 + part, `Part ${part}`, {
        [`part${part}.ts`]: Array.from(
          { length: secrets / 6 },
          (_, at) => `const NAVIXY_HASH_${at} = '${value(`${part} ${at}`)}';\n`,
        ).join(''),
      });
    commit(9, 'Take a part out', { 'part1.ts': 'export {};\n' });
  }
  return page(String(secrets), repo, 1);
}

/** Three repositories: two share their secrets, and one is missing. */
function merged() {
  const [none, three] = ['0', '3'].map((name) => path.join(work, name));
  const copy = path.join(work, 'copy');
  execFileSync('git', ['clone', '-q', three, copy]);
  const list = path.join(work, 'list.txt');
  writeFileSync(
    list,
    [none, three, copy, path.join(work, `gone-${value('long').repeat(2)}-without-a-place-to-break`)].join('\n'),
  );
  return page('merged', work, 2, '--repos', list);
}

/** As after `scan --verify`: the states that the platform may return, without asking it. */
function verified() {
  const file = path.join(work, 'verified.json');
  page('verified', path.join(work, '5'), 1, '--format', 'json', '--output', file);
  const report = JSON.parse(readFileSync(file, 'utf8'));
  const states = ['alive', 'dead', 'unknown', 'alive', 'not-asked'];
  report.findings.forEach((finding, at) => {
    finding.api = { baseUrl: 'https://gps.brand.example/api-v2', status: states[at] };
  });
  writeFileSync(file, JSON.stringify(report));
  return write('verified', work, 1, 'merge', file);
}

/** Scans and writes the page. @returns its file */
function page(name, cwd, expected, ...args) {
  return write(name, cwd, expected, 'scan', '--history', ...args);
}

/** Runs the command and writes the page. @returns its file */
function write(name, cwd, expected, ...args) {
  const file = path.join(out, `${name}.html`);
  try {
    execFileSync(
      process.execPath,
      [path.join(project, 'dist', 'cli.cjs'), ...args, '--format', 'html', '--output', file],
      { cwd, stdio: ['ignore', 'ignore', 'pipe'] },
    );
  } catch (error) {
    if (error.status !== expected) throw error;
  }
  return file;
}

async function look(file, name, secrets, viewport, colorScheme) {
  // axe is injected into the page, which its policy forbids otherwise.
  const context = await browser.newContext({ viewport, colorScheme, bypassCSP: true });
  const page = await context.newPage();
  const errors = [];
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('request', (request) => request.url().startsWith('file:') || errors.push(`loads ${request.url()}`));
  await page.goto(String(pathToFileURL(file)));
  const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
  if (overflow > 0) errors.push(`is ${overflow} pixels too wide`);
  await page.screenshot({
    path: path.join(out, `${name}-${viewport.width}-${colorScheme}.png`),
    fullPage: secrets < 50,
  });
  if (secrets > 0) await filter(page, secrets, errors);
  await page.evaluate(axe);
  // Thousands of sections have the same structure as the first; axe would take minutes for all.
  await page.evaluate("document.querySelectorAll('details.secret').forEach((one, at) => at < 40 || one.remove())");
  const { violations } = await page.evaluate('axe.run()');
  errors.push(
    ...violations.map(
      ({ id, nodes }) =>
        `axe ${id}: ${nodes
          .slice(0, 2)
          .map(({ html }) => html.slice(0, 120))
          .join(' | ')}`,
    ),
  );
  tell(`${name}, ${viewport.width} pixels, ${colorScheme}`, errors);
  await context.close();
}

async function filter(page, secrets, errors) {
  const expect = async (shown) => {
    const said = await page.textContent('#shown');
    const wanted = `${shown.toLocaleString('en-GB')} of ${secrets.toLocaleString('en-GB')} shown`;
    if (said !== wanted) errors.push(`the filter says "${said}", not "${wanted}"`);
  };
  const gone = secrets < 6 ? 1 : secrets / 6;
  await page.selectOption('#presence', 'history');
  await expect(gone);
  await page.selectOption('#presence', '');
  await page.fill('#search', secrets < 6 ? 'client.ts' : 'part1.ts');
  await expect(gone);
  await page.fill('#search', '');
  await expect(secrets);
}

/** In print, everything is expanded, with and without the page's script. */
async function print(file, name, secrets) {
  if (secrets === 0) return;
  for (const javaScriptEnabled of [true, false]) {
    const context = await browser.newContext({ javaScriptEnabled, bypassCSP: true });
    const page = await context.newPage();
    await page.goto(String(pathToFileURL(file)));
    await page.emulateMedia({ media: 'print' });
    if (javaScriptEnabled) await page.evaluate("dispatchEvent(new Event('beforeprint'))");
    const errors = [];
    const last = page.locator('details.secret .place').last();
    const height = (await last.boundingBox())?.height ?? 0;
    if (height < 20 || !(await last.isVisible())) errors.push('the last secret is folded');
    tell(`${name}, printed ${javaScriptEnabled ? 'with' : 'without'} script`, errors);
    await context.close();
  }
}

/** Draws the first screen of a page for the README. */
async function picture(file) {
  const context = await browser.newContext({ viewport: { width: 1080, height: 1075 }, bypassCSP: true });
  const page = await context.newPage();
  await page.goto(String(pathToFileURL(file)));
  const png = (await page.screenshot()).toString('base64');
  // Chromium takes screenshots as PNG or JPEG only, but draws WebP, which is a third of the size.
  const webp = await page.evaluate(`(async () => {
    const canvas = document.createElement('canvas');
    const image = new Image();
    image.src = 'data:image/png;base64,${png}';
    await image.decode();
    [canvas.width, canvas.height] = [image.width, image.height];
    canvas.getContext('2d').drawImage(image, 0, 0);
    return canvas.toDataURL('image/webp', 0.8).replace('data:image/webp;base64,', '');
  })()`);
  writeFileSync(path.join(project, 'docs', 'images', 'report.webp'), Buffer.from(webp, 'base64'));
  await context.close();
}

function tell(what, errors) {
  wrong += errors.length;
  console.log(`${errors.length === 0 ? 'ok' : 'WRONG'}  ${what}${errors.map((error) => `\n  ${error}`).join('')}`);
}
