// Builds the documentation as a web site into build/site/dist: node scripts/docs-site.mjs
//
// Copies the Markdown files and docs/.site to build/site, installs VitePress into node_modules/.cache, builds, and
// checks every link and anchor of the result. VitePress is no dependency, so `npm ci` of the project stays small. Only
// the installation uses the network. SITE_BASE is the path of the site on its host, "/" by default. Ends with 1 if a
// link is dead or the build fails.

import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '..');
const SOURCE = path.join(ROOT, 'docs', '.site');
const SITE = path.join(ROOT, 'build', 'site');
/** Outlives a build of the project, which empties build/. */
const TOOLS = path.join(ROOT, 'node_modules', '.cache', 'docs-site');
const PAGES = path.join(SITE, 'pages');
const DIST = path.join(SITE, 'dist');
const BASE = process.env.SITE_BASE ?? '/';

copyPages();
install();
build();
const pages = new Map(filesIn(DIST, '.html').map((file) => [file, readFileSync(path.join(DIST, file), 'utf8')]));
const dead = [...pages].flatMap(([file, html]) => deadLinks(file, html));
for (const line of dead) console.error(line);
console.log(`${pages.size} pages in ${DIST}, ${dead.length} dead links`);
process.exitCode = dead.length === 0 ? 0 : 1;

/** Copies what the site consists of, in the folders it has in the repository. */
function copyPages() {
  rmSync(SITE, { recursive: true, force: true });
  mkdirSync(path.join(SITE, '.vitepress', 'theme'), { recursive: true });
  cpSync(path.join(SOURCE, 'config.mjs'), path.join(SITE, '.vitepress', 'config.mjs'));
  cpSync(path.join(SOURCE, 'theme.mjs'), path.join(SITE, '.vitepress', 'theme', 'index.mjs'));
  cpSync(path.join(SOURCE, 'theme.css'), path.join(SITE, '.vitepress', 'theme', 'theme.css'));
  cpSync(path.join(SOURCE, 'package.json'), path.join(SITE, 'package.json'));
  cpSync(path.join(ROOT, 'docs'), path.join(PAGES, 'docs'), { recursive: true, filter: (file) => file !== SOURCE });
  for (const file of readdirSync(ROOT).filter((name) => name.endsWith('.md')))
    cpSync(path.join(ROOT, file), path.join(PAGES, file));
  const { homepage, version } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
  writeFileSync(path.join(PAGES, 'site.json'), JSON.stringify({ home: homepage.split('#')[0], version }));
}

/** Installs what the lock file names, unless it is there. */
function install() {
  const lock = readFileSync(path.join(SOURCE, 'package-lock.json'), 'utf8');
  const installed = path.join(TOOLS, 'installed.json');
  if (!existsSync(installed) || readFileSync(installed, 'utf8') !== lock) {
    mkdirSync(TOOLS, { recursive: true });
    for (const name of ['package.json', 'package-lock.json']) cpSync(path.join(SOURCE, name), path.join(TOOLS, name));
    execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--ignore-scripts'], {
      cwd: TOOLS,
      stdio: 'inherit',
      shell: process.platform === 'win32',
    });
    writeFileSync(installed, lock);
  }
  symlinkSync(path.join(TOOLS, 'node_modules'), path.join(SITE, 'node_modules'), 'junction');
}

function build() {
  const vitepress = path.join(SITE, 'node_modules', 'vitepress', 'bin', 'vitepress.js');
  const { status } = spawnSync(process.execPath, [vitepress, 'build', '.'], { cwd: SITE, stdio: 'inherit' });
  if (status !== 0) process.exit(1);
}

/** @returns {string[]} the links of a page that lead to no page, file or heading of the site */
function deadLinks(file, html) {
  const links = [...html.matchAll(/<(?:a|img|link|script)\b[^>]*? (?:href|src)="([^"]*)"/g)].map(([, link]) => link);
  return [...new Set(links)]
    .filter((link) => !/^(?:[a-z]+:|\/\/)/.test(link) && !leadsSomewhere(file, link.replaceAll('&amp;', '&')))
    .map((link) => `${file}: ${link}`);
}

function leadsSomewhere(file, link) {
  const { pathname, hash } = new URL(link, `https://site.example${BASE}${file}`);
  if (!pathname.startsWith(BASE)) return false;
  const name = decodeURIComponent(pathname.slice(BASE.length));
  const target = [name, `${name}.html`, path.posix.join(name, 'index.html')].find((each) => {
    return pages.has(each) || (path.extname(each) !== '' && existsSync(path.join(DIST, each)));
  });
  if (target === undefined) return false;
  return hash === '' || pages.get(target)?.includes(` id="${decodeURIComponent(hash.slice(1))}"`) === true;
}

/** @returns {string[]} paths below the folder, with slashes */
function filesIn(folder, ending) {
  return readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith(ending))
    .map((name) => name.replaceAll('\\', '/'));
}
