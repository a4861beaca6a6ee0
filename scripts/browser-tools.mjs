// Finds a browser and the packages that drive it, for the scripts that look at the HTML report. None of them is a
// dependency: with --install they are downloaded to node_modules/.cache/browser, together about 90 MB.

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const PROJECT = path.resolve(import.meta.dirname, '..');
const FOLDER = path.join(PROJECT, 'node_modules', '.cache', 'browser');
const PACKAGES = ['playwright-core@1', 'axe-core@4', '@sparticuz/chromium@153'];
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Starts Chromium: the one in the variable CHROMIUM, else /usr/bin/chromium, else the one that was installed.
 * @returns {Promise<{ browser: import('playwright-core').Browser, axe: string }>} `axe` is the source of axe-core
 */
export async function startBrowser() {
  if (process.argv.includes('--install')) install();
  const require = createRequire(path.join(FOLDER, 'package.json'));
  try {
    const { chromium } = require('playwright-core');
    const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
    return { browser: await chromium.launch({ executablePath: await executable(require), args: FLAGS }), axe };
  } catch (error) {
    if (error.code !== 'MODULE_NOT_FOUND') throw error;
    console.error('Not checked: there is no browser. Run the command again with "-- --install".');
    process.exit(2);
  }
}

function install() {
  mkdirSync(FOLDER, { recursive: true });
  execFileSync('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--prefix', FOLDER, ...PACKAGES], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
}

/** @returns {Promise<string>} the path of Chromium */
async function executable(require) {
  const own = process.env.CHROMIUM ?? '/usr/bin/chromium';
  if (process.env.CHROMIUM !== undefined || existsSync(own)) return own;
  // The package unpacks its Chromium to the folder for temporary files, and its libraries only where it believes to be
  // on AWS Lambda.
  const unpacked = path.join(FOLDER, 'unpacked');
  mkdirSync(unpacked, { recursive: true });
  const { TMPDIR } = process.env;
  process.env.TMPDIR = unpacked;
  process.env.AWS_EXECUTION_ENV = 'AWS_Lambda_nodejs22.x';
  // It has one font, without a monospaced one.
  if (existsSync('/etc/fonts/fonts.conf')) process.env.FONTCONFIG_PATH ??= '/etc/fonts';
  const { default: packaged } = await import(require.resolve('@sparticuz/chromium'));
  const file = await packaged.executablePath();
  if (TMPDIR === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = TMPDIR;
  return file;
}
