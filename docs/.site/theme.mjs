// The theme of the web site: VitePress's own, with the fonts of the reader's system.
export { default } from 'vitepress/theme-without-fonts';
