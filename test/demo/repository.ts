import { TempRepo } from '../support/repo.ts';

/** The values that the demo leaks, created at run time. Only the stand-in accepts them. */
export interface DemoSecrets {
  /** An API key, in code and in `.env`. */
  readonly apiKey: string;
  /** A session hash, in a file that was deleted long ago. */
  readonly oldSession: string;
  /** A revoked value, in a call to a white-label host. */
  readonly deadKey: string;
  /** Digests that must stay unreported. */
  readonly digests: readonly [string, string, string];
}

/** @returns a small project with four leaks, among digests that only look like them */
export function makeLeakyRepository({ apiKey, oldSession, deadKey, digests }: DemoSecrets): TempRepo {
  const repo = new TempRepo();
  repo.write(
    'legacy/report.php',
    `<?php\n// nightly report, https://api.eu.navixy.com/v2\n$hash = "${oldSession}";\n$url = BASE . "/tracker/list?hash=" . $hash;\n`,
  );
  repo.write('package.json', '{ "name": "fleet-dashboard", "private": true, "type": "module" }\n');
  repo.write('public/manifest.json', `{\n  "app.js": "app.${digests[0]}.js",\n  "etag": "${digests[1]}"\n}\n`);
  repo.write('checksums.md5', `${digests[2]}  fleet-dashboard.tar.gz\n`);
  repo.write('src/trackers.js', trackers(apiKey, deadKey));
  repo.write('src/nightly.js', NIGHTLY);
  repo.write('.gitignore', 'node_modules/\n');
  repo.commit('Add the fleet dashboard');
  repo.git('rm', '-q', 'legacy/report.php');
  repo.commit('Remove the old report');
  repo.write('.env', `NAVIXY_API_URL=https://api.eu.navixy.com/v2\nNAVIXY_API_KEY=${apiKey}\n`);
  return repo;
}

/** Fixes the reported problems as a developer would: replaces values by environment variables. */
export function cleanUp(repo: TempRepo): void {
  repo.write(
    'src/trackers.js',
    trackers().replaceAll("'undefined'", 'process.env.NAVIXY_API_KEY').replace('?hash=undefined', ''),
  );
  repo.write('.env', 'NAVIXY_API_URL=https://api.eu.navixy.com/v2\n');
  repo.commit('Read the API key from the environment');
}

const trackers = (apiKey?: string, deadKey?: string) => `const API = 'https://api.eu.navixy.com/v2';
const NAVIXY_HASH = '${apiKey}';

export async function listTrackers() {
  const answer = await fetch(\`\${API}/tracker/list\`, { headers: { Authorization: \`NVX \${NAVIXY_HASH}\` } });
  return answer.json();
}

// the installation of a customer, under his own brand
export const brandTrackers = () => fetch('https://gps.brand.example/api-v2/tracker/list?hash=${deadKey}');
`;

const NIGHTLY = `const API = 'https://api.eu.navixy.com/v2';

export async function nightly() {
  const login = await fetch(\`\${API}/user/auth\`, {
    method: 'POST',
    body: JSON.stringify({ login: process.env.NAVIXY_LOGIN, password: process.env.NAVIXY_PASSWORD }),
  });
  const { hash } = await login.json();
  return fetch(\`\${API}/tracker/list?hash=\${hash}\`);
}
`;
