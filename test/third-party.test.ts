// Tests the licences and the bill of materials that the build writes.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { billOfMaterials, licenceText, readPackage, type BundledPackage } from '../third-party.plugin.ts';
import { TempFolder } from './support/repo.ts';
import { holdToCycloneDx } from './support/schema.ts';

const OWN = { name: 'own', version: '1.0.0', license: 'MIT' };
const ONE: BundledPackage = { name: 'one', version: '2.0.0', license: 'MIT', licenseText: 'One may.' };
const SCOPED: BundledPackage = {
  ...{ name: '@b/two', version: '3.0.0', license: '(MIT OR Apache-2.0)', licenseText: 'Two may.' },
  homepage: 'https://two.example',
};

it('lists the licences by package name', () => {
  expect(licenceText([ONE, SCOPED])).toBe(
    'Parts of these packages are copied into dist/. Their licences follow.\n\n' +
      '## @b/two 3.0.0 ((MIT OR Apache-2.0))\n\nTwo may.\n\n## one 2.0.0 (MIT)\n\nOne may.\n',
  );
});

it('describes the package and its parts in CycloneDX', () => {
  expect(JSON.parse(billOfMaterials(OWN, [ONE, SCOPED]))).toEqual({
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      component: {
        ...{ type: 'library', 'bom-ref': 'pkg:npm/own@1.0.0', name: 'own', version: '1.0.0' },
        ...{ licenses: [{ license: { id: 'MIT' } }], purl: 'pkg:npm/own@1.0.0' },
      },
    },
    components: [
      {
        ...{
          type: 'library',
          'bom-ref': 'pkg:npm/%40b/two@3.0.0',
          name: '@b/two',
          version: '3.0.0',
          scope: 'required',
        },
        ...{ licenses: [{ expression: '(MIT OR Apache-2.0)' }], purl: 'pkg:npm/%40b/two@3.0.0' },
        externalReferences: [{ type: 'website', url: 'https://two.example' }],
      },
      {
        ...{ type: 'library', 'bom-ref': 'pkg:npm/one@2.0.0', name: 'one', version: '2.0.0', scope: 'required' },
        ...{ licenses: [{ license: { id: 'MIT' } }], purl: 'pkg:npm/one@2.0.0' },
      },
    ],
    dependencies: [{ ref: 'pkg:npm/own@1.0.0', dependsOn: ['pkg:npm/%40b/two@3.0.0', 'pkg:npm/one@2.0.0'] }],
  });
});

it('writes what the schema of CycloneDX allows, with licences of SPDX', () => {
  const built = JSON.parse(readFileSync(new URL('../dist/sbom.cdx.json', import.meta.url), 'utf8')) as {
    components: { name: string }[];
  };
  expect(built.components.map(({ name }) => name)).toContain('undici');
  holdToCycloneDx(built);
  holdToCycloneDx(JSON.parse(billOfMaterials(OWN, [ONE, SCOPED])));
  const withLicence = (license: string) => JSON.parse(billOfMaterials(OWN, [{ ...ONE, license }])) as unknown;
  expect(() => holdToCycloneDx(withLicence('MTI'))).toThrow(
    /^not what cyclonedx-1\.6\.json says.*\n\/components\/0\/licenses/,
  );
  expect(() => holdToCycloneDx({ ...built, specVersion: 1.6 })).toThrow('/specVersion must be string');
  expect(() => holdToCycloneDx({ ...built, made: 'today' })).toThrow('"additionalProperty":"made"');
});

it('reads a package, and refuses to copy one without a licence', () => {
  using folder = new TempFolder();
  folder.write('package.json', '{ "name": "one", "version": "2.0.0", "license": "MIT" }');
  expect(() => readPackage(folder.root)).toThrow('one 2.0.0 has no licence, so it cannot be copied into the package');
  folder.write('LICENSE.md', '\nOne may.\n');
  expect(readPackage(folder.root)).toEqual(ONE);
  folder.write('package.json', '{ "name": "one", "version": "2.0.0" }');
  expect(() => readPackage(folder.root)).toThrow('one 2.0.0 has no licence');
});
