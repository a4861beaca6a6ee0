import { readFileSync } from 'node:fs';

const FILE = 'third-party-licenses.txt';

/** Whose code is published within ours is named beside it, with the terms that it asks to be kept. */
export function thirdPartyLicenses(packages: readonly string[]): { name: string; generateBundle: (this: { emitFile: (file: { type: 'asset'; fileName: string; source: string }) => unknown }) => void } {
  return {
    name: 'third-party-licenses',
    generateBundle() {
      const texts = packages.map((name) => {
        const { version } = JSON.parse(readFileSync(new URL(`node_modules/${name}/package.json`, import.meta.url), 'utf8')) as { version: string };
        return `${name} ${version}\n\n${readFileSync(new URL(`node_modules/${name}/LICENSE`, import.meta.url), 'utf8').trim()}\n`;
      });
      this.emitFile({ type: 'asset', fileName: FILE, source: texts.join('\n\n') });
    },
  };
}
