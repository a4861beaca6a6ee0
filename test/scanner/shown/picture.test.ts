// The pictures in the README, drawn from a run and from package.json. `npm run docs` updates them.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { badgeSvg } from '../../support/badge-svg.ts';
import { hex } from '../../support/hex.ts';
import { TempRepo } from '../../support/repo.ts';
import { terminalSvg } from '../../support/terminal-svg.ts';
import { cli } from '../run.ts';

it('docs/images/scan.svg shows the current output', async () => {
  using repo = new TempRepo();
  const value = hex('the picture in the README');
  repo.write('.env', `# the dashboard\nNAVIXY_API_KEY=${value}\n`);
  repo.write('src/trackers.js', `import { get } from './http.js';\nconst NAVIXY_HASH = '${value}';\n`);
  repo.write('dist.md5', `${hex('a checksum')}  dashboard.zip\n`);
  repo.write('package.json', '{ "name": "dashboard", "private": true }\n');
  repo.git('add', '.');
  const { stdout, exitCode } = await cli(['scan'], { cwd: repo.root, env: { FORCE_COLOR: '1' } });
  expect(exitCode).toBe(1);
  const steady = stdout.replace(/, in \d[^\u001b\n]*\./, ', in 27 ms.');
  expect(steady).toContain(', in 27 ms.');
  await expect(terminalSvg('navixy-secrets scan', steady)).toMatchFileSnapshot('../../../docs/images/scan.svg');
});

it('the badges show what package.json says', async () => {
  const { license, engines, peerDependencies, types } = JSON.parse(readFileSync('package.json', 'utf8')) as {
    license: string;
    engines: { node: string };
    peerDependencies: { eslint: string };
    types: string;
  };
  expect(types).toBe('./dist/index.d.ts');
  const facts = {
    licence: license,
    node: engines.node.replaceAll(/\^([\d.]+)\.0\b/g, '^$1'),
    eslint: peerDependencies.eslint.replaceAll(/\.0\b/g, ''),
    types: 'included',
  };
  expect(facts).toEqual({
    ...{ licence: 'MIT', node: '^20.19 || ^22.13 || >=24', eslint: '^9.15 || ^10', types: 'included' },
  });
  const readme = readFileSync('README.md', 'utf8');
  for (const [name, fact] of Object.entries(facts)) {
    const svg = badgeSvg(name, fact);
    await expect(svg).toMatchFileSnapshot(`../../../docs/images/badge-${name}.svg`);
    expect(readme).toContain(`![${name}: ${fact.replaceAll('||', 'or')}](docs/images/badge-${name}.svg)`);
  }
});

it('draws colours, bold and dim text, and rejects unknown escape sequences', () => {
  const svg = terminalSvg('a <b>', '\u001b[31m\u001b[1mred\u001b[22m\u001b[39m & \u001b[2mdim\u001b[0m\n');
  expect(svg).toContain('<tspan opacity="0.6">$</tspan><tspan> a &lt;b&gt;</tspan>');
  expect(svg).toContain(
    '<tspan fill="#ff7b72" font-weight="bold">red</tspan><tspan> &amp; </tspan><tspan opacity="0.6">dim</tspan>',
  );
  expect(() => terminalSvg('a', '\u001b[48mx')).toThrow('unknown escape sequence: 48');
});
