// Writes the file with the rules for each scanner.

import { DEFAULT_BASE_URLS } from '../../src/navixy/official-hosts.ts';
import {
  betterleaksToml,
  detectSecretsPython,
  githubMarkdown,
  gitlabToml,
  gitleaksToml,
  kingfisherYaml,
  semgrepYaml,
  trufflehogYaml,
} from './rule-formats.ts';
import type { RuleRegion, RuleTool } from './rule-tools.ts';

const WRITERS: Readonly<Record<RuleTool, (baseUrl: string) => string>> = {
  gitleaks: () => gitleaksToml('gitleaks'),
  betterleaks: betterleaksToml,
  kingfisher: kingfisherYaml,
  trufflehog: trufflehogYaml,
  'detect-secrets': detectSecretsPython,
  semgrep: semgrepYaml,
  github: githubMarkdown,
  gitlab: gitlabToml,
};

/** @returns the text of the file; a scanner that validates asks the API of this region */
export function writeRules(tool: RuleTool, region: RuleRegion): string {
  const baseUrl = DEFAULT_BASE_URLS.find((url) => url.includes(`.${region}.`))!;
  return WRITERS[tool](baseUrl);
}
