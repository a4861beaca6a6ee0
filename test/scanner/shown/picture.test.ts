// The picture in the README, drawn from a run. `npm run docs` updates it.
import { expect, it } from 'vitest';
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

it('draws colours, bold and dim text, and rejects unknown escape sequences', () => {
  const svg = terminalSvg('a <b>', '\u001b[31m\u001b[1mred\u001b[22m\u001b[39m & \u001b[2mdim\u001b[0m\n');
  expect(svg).toContain('<tspan opacity="0.6">$</tspan><tspan> a &lt;b&gt;</tspan>');
  expect(svg).toContain(
    '<tspan fill="#ff7b72" font-weight="bold">red</tspan><tspan> &amp; </tspan><tspan opacity="0.6">dim</tspan>',
  );
  expect(() => terminalSvg('a', '\u001b[48mx')).toThrow('unknown escape sequence: 48');
});
