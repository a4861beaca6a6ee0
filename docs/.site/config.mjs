// VitePress configuration of the web site. `npm run docs:site` copies it to build/site, beside the pages it builds.

import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The Markdown files, in the folders they have in the repository. */
const PAGES = path.resolve(import.meta.dirname, '../pages');
const read = (file) => readFileSync(path.join(PAGES, file), 'utf8');
const { home, version } = JSON.parse(read('site.json'));

export default {
  title: 'eslint-plugin-navixy',
  description: 'Finds leaked Navixy API keys and session hashes, and revokes them',
  base: process.env.SITE_BASE ?? '/',
  srcDir: 'pages',
  outDir: 'dist',
  // The index of a folder is its README.
  rewrites: (page) => page.replace(/(^|\/)README\.md$/, '$1index.md'),
  markdown: {
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
    anchor: { slugify: forgeAnchor },
    config: (markdown) => {
      // Braces are text, not expressions of Vue. Blocks of code are safe already.
      const literal = (token) => markdown.utils.escapeHtml(token.content).replaceAll('{', '&#123;');
      markdown.renderer.rules.text = (tokens, at) => literal(tokens[at]);
      markdown.renderer.rules.code_inline = (tokens, at) => `<code>${literal(tokens[at])}</code>`;
      markdown.core.ruler.push('links', ({ tokens, env }) => tokens.forEach((token) => redirect(token, env)));
    },
  },
  themeConfig: {
    search: { provider: 'local' },
    outline: [2, 3],
    nav: [
      { text: 'Documentation', link: '/docs/' },
      { text: 'Rules', link: '/docs/rules/' },
      { text: `Changes (${version})`, link: '/CHANGELOG' },
      { text: 'Source', link: home },
    ],
    sidebar: sidebar(),
  },
};

/** @returns the anchor that a forge makes of a heading, so one link works in both places */
function forgeAnchor(heading) {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-');
}

/** Points a relative link to the index of a folder, and one to a file that is not a page to the repository. */
function redirect(token, env) {
  token.children?.forEach((child) => redirect(child, env));
  const href = token.attrGet('href');
  if (token.type !== 'link_open' || href === null || /^(?:[a-z]+:|#)/.test(href)) return;
  const [file] = href.split('#');
  const target = path.posix.join(path.posix.dirname(env.relativePath), decodeURI(file));
  if (file !== '' && !existsSync(path.join(PAGES, target))) token.attrSet('href', `${home}/blob/main/${target}`);
  else token.attrSet('href', href.replace(/(^|\/)README\.md(?=#|$)/, '$1index.md'));
}

/** The pages in the order of the index of the documentation, and the rules. */
function sidebar() {
  const linked = (file, folder = '') =>
    [...read(file).matchAll(/\[`?([^\]`]+)`?\]\((?:(journeys)\/)?([\w-]+)\.md\)/g)]
      .filter(([, , below = '']) => below === folder)
      .map(([, text, , name]) => ({
        text: text[0].toUpperCase() + text.slice(1),
        link: `/${path.posix.join(path.posix.dirname(file), folder, name)}`,
      }));
  return [
    { text: 'Start', items: [{ text: 'Install and use', link: '/' }] },
    { text: 'Documentation', link: '/docs/', items: linked('docs/README.md') },
    { text: 'Sample sessions', items: linked('docs/README.md', 'journeys') },
    {
      text: 'ESLint rules',
      link: '/docs/rules/',
      items: linked('docs/rules/README.md').map(({ text, link }) => ({ text: text.replace(/^navixy\//i, ''), link })),
    },
    {
      text: 'Project',
      items: ['CONTRIBUTING', 'RELEASING', 'SECURITY', 'CHANGELOG'].map((name) => ({
        text: name[0] + name.slice(1).toLowerCase(),
        link: `/${name}`,
      })),
    },
  ];
}
