// HTML report: the style sheet.

const LIGHT =
  '--page:#f6f7f9;--card:#fff;--ink:#1b2330;--dim:#556070;--line:#d5dae2;--link:#0b57b8;--bad:#b3261e;--warn:#8a5a00;--ok:#1b6e3c;--bar:#b3261e;--gone:#7b8696;--code:#eef1f5;color-scheme:light';
const DARK =
  '--page:#12161d;--card:#1b212b;--ink:#e8ecf2;--dim:#a9b4c3;--line:#343d4b;--link:#8ab8ff;--bad:#ff9d94;--warn:#f0c060;--ok:#7fd6a0;--bar:#ff9d94;--gone:#8793a5;--code:#262e3a;color-scheme:dark';

/** The page's only style sheet. Colours have a contrast of at least 4.5 to 1 in both themes. */
export const STYLE = `
:root{${LIGHT}}
@media (prefers-color-scheme:dark){:root:not([data-theme=light]){${DARK}}}
:root[data-theme=dark]{${DARK}}
*{box-sizing:border-box}
body{margin:0;overflow-wrap:anywhere;background:var(--page);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
header,main,footer{max-width:72rem;margin:0 auto;padding:1rem}
header{padding-bottom:0}
h1{font-size:1.5rem;line-height:1.25;margin:.5rem 0}
h2{font-size:1.15rem;margin:2rem 0 .75rem}
h3{font-size:1rem;margin:1rem 0 .25rem}
p{margin:.5rem 0}
a{color:var(--link)}
code,.mono{font-family:ui-monospace,SFMono-Regular,Menlo,monospace;font-size:.875rem;overflow-wrap:anywhere}
pre{margin:.5rem 0;padding:.5rem .75rem;background:var(--code);border-radius:6px;white-space:pre-wrap;overflow-wrap:anywhere}
.top{display:flex;gap:1rem;justify-content:space-between;align-items:flex-start}
.verdict{padding:.75rem 1rem;border-left:4px solid var(--ok);background:var(--card);border-radius:6px}
.verdict.bad{border-color:var(--bad)}
.verdict.part{border-color:var(--warn)}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(8rem,1fr));gap:.75rem;padding:0;margin:1rem 0;list-style:none}
.tiles li,details.secret,.card{background:var(--card);border:1px solid var(--line);border-radius:8px}
.tiles li{padding:.75rem 1rem}
.tiles strong,.ask strong{display:block;font-size:1.6rem;line-height:1.2}
.ask strong{font-size:1.25rem}
.card.ask{padding:.75rem 1rem;margin:1rem 0}
.tiles span,.dim{color:var(--dim)}
.card{padding:.25rem 1rem}
.command{display:flex;gap:.5rem;align-items:center}
.command pre{flex:1 1 auto;min-width:0}
.command span{display:inline-block;max-width:100%}
.whole{white-space:nowrap}
.copy{display:none}
.script .copy{display:block}
.legend{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem}
.legend svg{width:.75rem;height:.75rem;margin-right:.4rem}
.line{list-style:none;padding:.5rem 0;margin:0}
.card>details>summary{cursor:pointer;padding:.35rem 0;color:var(--dim)}
.line li{display:grid;grid-template-columns:8rem 1fr 15rem;gap:.75rem;align-items:center;padding:.2rem 0}
.line svg{width:100%;height:.75rem;background:var(--code);border-radius:3px}
.open{fill:var(--bar)}
.gone{fill:var(--gone)}
table{border-collapse:collapse;width:100%}
th,td{text-align:left;padding:.35rem .75rem .35rem 0;border-bottom:1px solid var(--line);vertical-align:top;overflow-wrap:anywhere}
tr:last-child td{border-bottom:0}
th,td.count,td.state{overflow-wrap:normal}
td.count,th.count{text-align:right;padding-right:0;white-space:nowrap}
.filters{display:none;flex-wrap:wrap;gap:.75rem;align-items:end;margin:0 0 1rem}
.script .filters{display:flex}
.filters label{display:grid;gap:.15rem;font-size:.875rem;color:var(--dim)}
.filters label.wide{flex:1 1 14rem}
input,select,button{font:inherit;color:var(--ink);background:var(--card);border:1px solid var(--gone);border-radius:6px;padding:.4rem .6rem;min-height:2.5rem;width:100%}
button{cursor:pointer;width:auto;white-space:nowrap}
.theme{display:none}
.script .theme{display:block}
:focus-visible{outline:3px solid var(--link);outline-offset:2px}
details.secret{margin:.6rem 0}
.many details.secret{content-visibility:auto;contain-intrinsic-size:auto 4rem}
details.secret>summary{cursor:pointer;padding:.75rem 1rem;display:flex;flex-wrap:wrap;gap:.25rem .75rem;align-items:baseline}
details.secret>summary::before{content:'\\25B8';color:var(--dim)}
details.secret[open]>summary::before{content:'\\25BE'}
details.secret>div{padding:0 1rem 1rem;border-top:1px solid var(--line)}
.tag{border:1px solid currentColor;border-radius:999px;padding:0 .6rem;font-size:.8125rem;white-space:nowrap}
.alive,.present{color:var(--bad)}
.high,.unknown{color:var(--warn)}
.medium,.low,.not-asked,.history{color:var(--dim)}
.dead{color:var(--ok)}
.where{margin-left:auto;color:var(--dim)}
.place{border-top:1px dashed var(--line);padding-top:.25rem;margin-top:1rem}
.place:first-of-type{border-top:0;margin-top:0}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.15rem 1rem;margin:.5rem 0}
dt{color:var(--dim)}
dd{margin:0;overflow-wrap:anywhere}
[hidden]{display:none!important}
@media (max-width:40rem){
.tiles{grid-template-columns:1fr 1fr}
.tiles .odd{grid-column:1/-1}
.line li{grid-template-columns:max-content 1fr;gap:.1rem .75rem;padding:.35rem 0}
.line svg{grid-row:2;grid-column:1/-1}
.line .when{text-align:right;color:var(--dim);font-size:.875rem}
.where{margin-left:0;flex-basis:100%}
dl{grid-template-columns:1fr}
dd{margin-bottom:.4rem}
}
@media print{
:root,:root[data-theme]{${LIGHT}}
body{background:#fff;font-size:11pt}
.filters,.theme,.copy{display:none!important}
.many details.secret{content-visibility:visible}
details::details-content{content-visibility:visible;block-size:auto}
h2,h3,summary{break-after:avoid}
.place,tr,.line li{break-inside:avoid}
details.secret>summary::before{content:none!important}
a{color:inherit}
}
`;
