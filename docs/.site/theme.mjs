// The theme of the web site: VitePress's own, with the fonts of the reader's system and two corrections.
import theme from 'vitepress/theme-without-fonts';
import './theme.css';

export default theme;
