// Report format HTML: one self-contained page.

import { createHash } from 'node:crypto';
import { pageUrl } from '../../../src/home.ts';
import { Checkout } from '../checkout.ts';
import type { ReportFormat } from '../format-interface.ts';
import { commandBlock, link, section, SECTION_END, sectionStart, text } from '../html/markup.ts';
import { Overview, people, tiles, timeLine } from '../html/overview.ts';
import { repositoryTable, sharedSecrets } from '../html/repositories.ts';
import { scopeLine } from '../html/scope.ts';
import { SCRIPT } from '../html/script.ts';
import { secretDetails } from '../html/secret.ts';
import { STYLE } from '../html/style.ts';
import type { ReportView } from '../json-report-types.ts';
import { nextSteps } from '../next-steps.ts';
import { grouped } from '../../text/numbers.ts';
import { suppressedLines, warningLines } from '../suppressed-lines.ts';
import { withVersionControl } from '../versioned.ts';
import { headline, isEmpty, describeSkipped } from '../wording.ts';

/** Sections are expanded at first if there are no more secrets than this. */
const OPEN = 5;
/** From this number on, browsers may skip layout of sections outside of the screen. */
const MANY = 50;

/**
 * A single self-contained page. Its content security policy allows only the one script and the one style sheet, by
 * digest, so nothing from a scanned repository can be executed.
 */
export const html: ReportFormat = {
  async *render(plain, context) {
    const report = await withVersionControl(plain, context);
    const { advice, cwd } = context;
    const checkout = new Checkout(report, cwd);
    const { findings, tool } = report;
    const overview = new Overview(findings);
    const said = verdict(report, overview);
    const policy = `default-src 'none'; script-src '${digest(SCRIPT)}'; style-src '${digest(STYLE)}'; base-uri 'none'; form-action 'none'`;
    const lines = (...parts: readonly string[]) =>
      parts
        .filter((part) => part !== '')
        .map((part) => `${part}\n`)
        .join('');
    yield lines(
      '<!doctype html>',
      '<html lang="en">',
      `<head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}">`,
      '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer">',
      `<title>Navixy secrets: ${text(said)}</title><style>${STYLE}</style></head>`,
      '<body>',
      `<header><div class="top"><h1>Navixy secrets</h1><button type="button" id="theme" class="theme">Dark or light</button></div>`,
      `<p class="verdict${findings.length > 0 ? ' bad' : report.complete && !isEmpty(report) ? '' : ' part'}"><strong>${text(said)}</strong><br>${text(headline(report))}.</p>${scopeLine(report)}</header>`,
      findings.length < MANY ? '<main>' : '<main class="many">',
      tiles(report, overview, advice.step('verify', findings)),
      section('missed', 'Not scanned', list(report.notLookedAt.map(describeSkipped))),
      section(
        'next',
        'What to do next',
        findings.length === 0
          ? ''
          : `<ol>${nextSteps(findings, advice)
              .map(
                ({ words, command }) => `<li>${text(words)}${command === undefined ? '' : commandBlock(command)}</li>`,
              )
              .join('')}</ol><p>${link(pageUrl('docs/leaked.md'), 'All steps after a leak')}</p>`,
      ),
      section('time', 'When each was added and removed', timeLine(overview)),
      section('people', 'Introduced by', people(overview)),
      section('repositories', 'Repositories', repositoryTable(report)),
      section('shared', 'In several repositories', sharedSecrets(report)),
    );
    if (findings.length > 0) {
      let before = sectionStart('secrets', 'Secrets') + filters(overview, findings.length);
      for (const finding of findings) {
        yield before + secretDetails(finding, checkout, overview, findings.length <= OPEN);
        before = '\n';
      }
      yield `${SECTION_END}\n`;
    }
    yield lines(
      section('suppressed', 'Suppressed', list(suppressedLines(report))),
      section('ignores', 'About the ignores', list(warningLines(report))),
      '</main>',
      `<footer><p class="dim">${text(`${tool.name} ${tool.version}`)}. Values are masked: the first and last four characters are shown.</p></footer>`,
      `<script>${SCRIPT}</script>`,
      '</body></html>',
    );
  },
};

function digest(content: string): string {
  return `sha256-${createHash('sha256').update(content).digest('base64')}`;
}

/** Summary sentence shown at the top. */
function verdict(report: ReportView, { alive }: Overview): string {
  const { findings, complete } = report;
  if (isEmpty(report)) return 'There was nothing to scan';
  const part = complete ? '' : 'Incomplete. ';
  if (findings.length === 0)
    return `${part}${complete ? 'No leaked hash was found' : 'Nothing was found in the scanned part'}`;
  if (alive > 0) return `${part}${alive === 1 ? 'One leaked hash is' : `${grouped(alive)} leaked hashes are`} alive`;
  return `${part}${findings.length === 1 ? 'One hash has' : `${grouped(findings.length)} hashes have`} leaked`;
}

function list(all: readonly string[]): string {
  return all.length === 0
    ? ''
    : `<ul>${all.map((line) => `<li>${line.split('\n').map(text).join('<br>')}</li>`).join('')}</ul>`;
}

/** The search, and a filter for each property in which the secrets differ. */
function filters({ confidences, statuses, present }: Overview, total: number): string {
  const select = (id: string, label: string, all: string, options: readonly (readonly [string, string])[]) =>
    options.length < 2
      ? ''
      : `<label>${label}<select id="${id}"><option value="">${all}</option>${options.map(([value, words]) => `<option value="${text(value)}">${text(words)}</option>`).join('')}</select></label>`;
  const isMixed = present > 0 && present < total;
  return [
    '<div class="filters" role="search">',
    '<label class="wide">Search<input id="search" type="search" placeholder="path, author, fingerprint" autocomplete="off"></label>',
    select(
      'confidence',
      'Confidence',
      'any',
      confidences.map((one) => [one, one] as const),
    ),
    select(
      'status',
      'State',
      'any',
      statuses.map((status) => [status, status.replace('-', ' ')] as const),
    ),
    select(
      'presence',
      'Where',
      'anywhere',
      isMixed
        ? [
            ['present', 'still in the code'],
            ['history', 'only in the history'],
          ]
        : [],
    ),
    '<p id="shown" role="status" class="dim"></p></div>',
  ].join('');
}
