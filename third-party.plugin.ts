// Build plugin: records which packages were copied into the output, with their licences.

import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** A package whose code is in the output. */
export interface BundledPackage {
  readonly name: string;
  readonly version: string;
  /** SPDX identifier or expression. */
  readonly license: string;
  /** The text of its licence file. */
  readonly licenseText: string;
  readonly homepage?: string;
}

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license: string;
}

interface Chunk {
  readonly type: string;
  readonly modules?: Readonly<Record<string, { readonly renderedLength?: number }>>;
}

interface Plugin {
  readonly name: string;
  readonly generateBundle: (options: unknown, bundle: Readonly<Record<string, Chunk>>) => void;
  readonly writeBundle: () => void;
}

/** The folder of a package, from the path of a module in it; the last `node_modules` counts. */
const PACKAGE_FOLDER = /^\0?(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/;

/**
 * Writes `THIRD-PARTY-LICENSES` and `sbom.cdx.json` beside the output.
 * @param root absolute path of the project
 * @param outDir folder of the output, absolute or relative to the root
 * @param packages collects the packages; builds with the same output share it, and the last one writes all of them
 */
export function thirdParty(root: string, outDir: string, packages: Map<string, BundledPackage>): Plugin {
  return {
    name: 'third-party',
    generateBundle: (_, bundle) => {
      for (const { modules = {} } of Object.values(bundle))
        for (const [id, { renderedLength = 1 }] of Object.entries(modules)) {
          const folder = renderedLength > 0 ? PACKAGE_FOLDER.exec(id)?.[1] : undefined;
          if (folder === undefined) continue;
          const found = readPackage(folder);
          packages.set(`${found.name}@${found.version}`, found);
        }
    },
    writeBundle: () => {
      const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as Manifest;
      const folder = path.resolve(root, outDir);
      writeFileSync(path.join(folder, 'THIRD-PARTY-LICENSES'), licenceText(packages.values()));
      writeFileSync(path.join(folder, 'sbom.cdx.json'), billOfMaterials(manifest, packages.values()));
    },
  };
}

/**
 * @param folder absolute path of a package
 * @throws Error if the package has no licence, because then nobody may hand it on
 */
export function readPackage(folder: string): BundledPackage {
  const manifest = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as {
    name: string;
    version: string;
    license?: string;
    homepage?: string;
  };
  const file = readdirSync(folder).find((name) => /^licen[cs]e(?:[.-]|$)/i.test(name));
  const { name, version, license, homepage } = manifest;
  if (license === undefined || file === undefined)
    throw new Error(`${name} ${version} has no licence, so it cannot be copied into the package`);
  return {
    ...{ name, version, license, licenseText: readFileSync(path.join(folder, file), 'utf8').trim() },
    ...(homepage === undefined ? {} : { homepage }),
  };
}

/** @returns the text of `THIRD-PARTY-LICENSES` */
export function licenceText(packages: Iterable<BundledPackage>): string {
  const parts = inOrder(packages).map(
    ({ name, version, license, licenseText }) => `## ${name} ${version} (${license})\n\n${licenseText}\n`,
  );
  return ['Parts of these packages are copied into dist/. Their licences follow.\n', ...parts].join('\n');
}

/**
 * A software bill of materials, CycloneDX 1.6: the package and what is copied into it. Without a time or a random
 * number, so the same sources give the same bytes.
 * @param manifest the package's own `package.json`
 * @returns JSON
 */
export function billOfMaterials(manifest: Manifest, bundled: Iterable<BundledPackage>): string {
  const ref = (name: string, version: string) => `pkg:npm/${name.replace(/^@/, '%40')}@${version}`;
  const own = ref(manifest.name, manifest.version);
  const component = ({ name, version, license, homepage }: BundledPackage) => ({
    type: 'library',
    'bom-ref': ref(name, version),
    name,
    version,
    scope: 'required',
    licenses: licencesOf(license),
    purl: ref(name, version),
    ...(homepage === undefined ? {} : { externalReferences: [{ type: 'website', url: homepage }] }),
  });
  const components = inOrder(bundled).map(component);
  const bom = {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      component: {
        type: 'library',
        'bom-ref': own,
        name: manifest.name,
        version: manifest.version,
        licenses: licencesOf(manifest.license),
        purl: own,
      },
    },
    components,
    dependencies: [{ ref: own, dependsOn: components.map((each) => each['bom-ref']) }],
  };
  return `${JSON.stringify(bom, undefined, 2)}\n`;
}

/** An expression of several licences has another key than the identifier of one. */
function licencesOf(license: string): object[] {
  return [/[ ()]/.test(license) ? { expression: license } : { license: { id: license } }];
}

function inOrder(packages: Iterable<BundledPackage>): BundledPackage[] {
  const key = ({ name, version }: BundledPackage) => `${name}@${version}`;
  return [...packages].sort((one, other) => (key(one) < key(other) ? -1 : 1));
}
