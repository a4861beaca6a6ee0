// Writes the patterns in the format of each scanner.

import { EXCLUDED, LEAST_ENTROPY, PATTERNS, SAMPLE_VALUES, type ScannerPattern } from './rule-patterns.ts';

const HEADER = 'Written by: navixy-secrets rules --for';
const QUOTE = "'";

const inYaml = (text: string): string => `'${text.replaceAll(QUOTE, "''")}'`;
const inToml = (text: string): string => `'''${text}'''`;

/** @returns a configuration for gitleaks 8.21 or newer */
export function gitleaksToml(tool: string): string {
  const rules = PATTERNS.map(
    ({ id, title, regex, keywords }) => `[[rules]]
id = "${id}"
description = "${title}"
regex = ${inToml(regex)}
secretGroup = 1
entropy = ${LEAST_ENTROPY}
keywords = [${keywords.map((word) => `"${word}"`).join(', ')}]
tags = ["navixy"]

[[rules.allowlists]]
description = "digests, identifiers and keys of other services"
regexTarget = "match"
regexes = [${inToml(EXCLUDED)}]

[[rules.allowlists]]
description = "samples of the documentation"
regexes = [${inToml(SAMPLE_VALUES)}]
`,
  );
  return `# ${HEADER} ${tool}
title = "Navixy credentials"

[extend]
useDefault = true

${rules.join('\n')}`;
}

/**
 * @param baseUrl of the region whose API says whether a value is active; another answer than yes says nothing
 * @returns a configuration for betterleaks 2
 */
export function betterleaksToml(baseUrl: string): string {
  const rules = PATTERNS.map(
    ({ id, title, regex, keywords, confidence }) => `[[rules]]
id = "${id}"
description = "${title}"
regex = ${inToml(regex)}
valueGroup = 1
keywords = [${keywords.map((word) => `"${word}"`).join(', ')}]
confidence = "${confidence}"
filter = '''
entropy(finding["secret"]) < ${LEAST_ENTROPY}
  || matchesAny(finding["match"], [\`${EXCLUDED}\`])
  || matchesAny(finding["secret"], [\`${SAMPLE_VALUES}\`])
'''
validate = '''
let r = http.get("${baseUrl}/base/nothing", {
    "Authorization": "NVX " + finding["secret"]
  }); r.status == 200 && (r.body contains "\\"success\\":true") ? {
    "result": "valid"
  } : validate.unknown(r)
'''
`,
  );
  return `# ${HEADER} betterleaks
# Only with --validate, values are sent to ${baseUrl}. One that is active in another region is "unknown" there.
title = "Navixy credentials"

[extend]
useDefault = true

${rules.join('\n')}`;
}

/** @returns `.gitlab/secret-detection-ruleset.toml`, which adds the rules to those of GitLab */
export function gitlabToml(): string {
  const inner = gitleaksToml('gitlab')
    .split('\n')
    .slice(1)
    .join('\n')
    .replaceAll("'''", '"""')
    .replace(/"""([^]*?)"""/g, (_, text: string) => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`)
    .replace('[extend]\nuseDefault = true', '[extend]\npath = "/gitleaks.toml"');
  return `# ${HEADER} gitlab
[secrets]
  description = "Navixy credentials"

  [[secrets.passthrough]]
    type = "raw"
    target = "gitleaks.toml"
    value = '''
${inner}'''
`;
}

/**
 * @param baseUrl of the region whose API says whether a value is active
 * @returns rules for `kingfisher scan --rules-path FILE`
 */
export function kingfisherYaml(baseUrl: string): string {
  const rules = PATTERNS.map(
    ({ id, title, regex, confidence }) => `  - name: ${inYaml(title)}
    id: ${inYaml(`kingfisher.${id.replace('-', '.')}`)}
    pattern: ${inYaml(regex)}
    confidence: ${confidence}
    min_entropy: ${LEAST_ENTROPY}
    references:
      - https://developers.navixy.com/
    validation:
      type: Http
      content:
        request:
          method: POST
          url: ${baseUrl}/base/nothing
          headers:
            Authorization: 'NVX {{ TOKEN }}'
          response_matcher:
            - type: StatusMatch
              status: [200]
            - type: WordMatch
              words: ['"success":true']
`,
  );
  return `# ${HEADER} kingfisher
# "Active" is asked at ${baseUrl} only: a value of another region looks inactive there.
rules:
${rules.join('')}`;
}

/** @returns detectors for `trufflehog --config FILE`, without a verifier: see docs/other-scanners.md */
export function trufflehogYaml(): string {
  const detectors = PATTERNS.map(
    ({ id, regex, keywords }) => `  - name: ${id}
    keywords: [${keywords.map(inYaml).join(', ')}]
    regex:
      value: ${inYaml(regex)}
    entropy: ${LEAST_ENTROPY}
    exclude_regexes_match:
      - ${inYaml(EXCLUDED)}
      - ${inYaml(SAMPLE_VALUES)}
`,
  );
  return `# ${HEADER} trufflehog
detectors:
${detectors.join('')}`;
}

/** @returns rules for `semgrep --config FILE` */
export function semgrepYaml(): string {
  const rules = PATTERNS.map(
    ({ id, title, regex, confidence }) => `  - id: ${id}
    message: ${inYaml(`${title}. Revoke it, then read it from the environment.`)}
    severity: ${confidence === 'high' ? 'ERROR' : 'WARNING'}
    languages: [regex]
    metadata:
      category: security
      cwe: 'CWE-798: Use of Hard-coded Credentials'
      confidence: ${confidence.toUpperCase()}
    patterns:
      - pattern-regex: ${inYaml(regex)}
      - pattern-not-regex: ${inYaml(EXCLUDED)}
      - pattern-not-regex: ${inYaml(SAMPLE_VALUES)}
`,
  );
  return `# ${HEADER} semgrep
rules:
${rules.join('')}`;
}

/** @returns a plugin for `detect-secrets scan -p FILE`, which reads a line at a time */
export function detectSecretsPython(): string {
  const patterns = onLine().map(({ regex }) => `        re.compile(r"""${regex}"""),`);
  return `# ${HEADER} detect-secrets
"""Finds Navixy credentials."""
import re

from detect_secrets.plugins.base import RegexBasedDetector

EXCLUDED = re.compile(r"""${EXCLUDED}""")
SAMPLES = re.compile(r"""${SAMPLE_VALUES}""")


class NavixyDetector(RegexBasedDetector):
    """Reads one line at a time, so a name and a value on two lines are not connected."""

    secret_type = 'Navixy credential'

    denylist = [
${patterns.join('\n')}
    ]

    def analyze_string(self, string):
        if EXCLUDED.search(string):
            return
        for value in super().analyze_string(string):
            if not SAMPLES.fullmatch(value):
                yield value
`;
}

/** @returns what to enter under "Custom patterns" of GitHub secret scanning, which reads no file */
export function githubMarkdown(): string {
  const patterns = onLine().map(({ title, regex }) => {
    const at = regex.lastIndexOf('([0-9a-f]{32})');
    return `## ${title}

Secret format:

\`\`\`
[0-9a-f]{32}
\`\`\`

Before secret:

\`\`\`
${regex.slice(0, at).replace(/\\b$/, '')}
\`\`\`

After secret:

\`\`\`
\\z|[^0-9A-Za-z_]
\`\`\`
`;
  });
  return `<!-- ${HEADER} github -->

# Custom patterns for GitHub secret scanning

GitHub reads no file: enter each pattern under Settings, Advanced Security, Custom patterns. Add this as a requirement that the secret must not match:

\`\`\`
${SAMPLE_VALUES}
\`\`\`

${patterns.join('\n')}`;
}

function onLine(): readonly ScannerPattern[] {
  return PATTERNS.filter(({ isOnLine }) => isOnLine);
}
