/**
 * HTML report: the page's only script (filter, search, copy, theme). The page is complete without it. It contains no report
 * data.
 */
export const SCRIPT = `
const root = document.documentElement;
root.classList.add('script');
const byId = (id) => document.getElementById(id);
const secrets = [...document.querySelectorAll('details.secret')];
const controls = ['search', 'confidence', 'status', 'presence'].map(byId);
const words = new Map();
const textOf = (one) => {
  if (!words.has(one)) words.set(one, one.textContent.toLowerCase());
  return words.get(one);
};
function filter() {
  const [search, confidence, status, presence] = controls.map((one) => (one ? one.value.trim().toLowerCase() : ''));
  const terms = search.split(/\\s+/).filter(Boolean);
  let shown = 0;
  for (const one of secrets) {
    const fits = (!confidence || one.dataset.confidence === confidence) && (!status || one.dataset.status === status)
      && (!presence || one.dataset.presence === presence) && terms.every((term) => textOf(one).includes(term));
    one.hidden = !fits;
    if (fits) shown += 1;
  }
  const grouped = (number) => number.toLocaleString('en-GB');
  byId('shown').textContent = grouped(shown) + ' of ' + grouped(secrets.length) + ' shown';
}
for (const one of controls) if (one) one.addEventListener('input', filter);
if (byId('shown')) filter();
byId('theme').addEventListener('click', () => {
  const isDark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  root.dataset.theme = isDark ? 'light' : 'dark';
});
for (const one of document.querySelectorAll('.copy')) one.addEventListener('click', async () => {
  const code = one.parentElement.querySelector('code');
  try {
    await navigator.clipboard.writeText(code.textContent);
    one.textContent = 'Copied';
  } catch {
    getSelection().selectAllChildren(code);
    one.textContent = 'Selected';
  }
});
let closed = [];
addEventListener('beforeprint', () => {
  closed = [...document.querySelectorAll('details')].filter((one) => !one.open && !one.hidden);
  for (const one of closed) one.open = true;
});
addEventListener('afterprint', () => {
  for (const one of closed) one.open = false;
});
`;
