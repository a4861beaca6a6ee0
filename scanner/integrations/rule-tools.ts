// The other scanners that rules can be written for; `--help` and completion need no more.

/** Regions of the platform whose API a scanner can ask. */
export const RULE_REGIONS = ['eu', 'us', 'me'] as const;
export type RuleRegion = (typeof RULE_REGIONS)[number];

/** The scanners, and the names of their files below `integrations/`. */
const FILES = {
  gitleaks: 'gitleaks.toml',
  betterleaks: 'betterleaks.toml',
  kingfisher: 'kingfisher.yml',
  trufflehog: 'trufflehog.yml',
  'detect-secrets': 'detect_secrets_navixy.py',
  semgrep: 'semgrep.yml',
  github: 'github-custom-patterns.md',
  gitlab: 'gitlab-secret-detection-ruleset.toml',
} as const;

/** A scanner that rules can be written for. */
export type RuleTool = keyof typeof FILES;
export const RULE_TOOLS = Object.keys(FILES) as readonly RuleTool[];

/** @returns the name of the file with the rules for a scanner, as `integrations/` has it */
export function ruleFileName(tool: RuleTool): string {
  return FILES[tool];
}
