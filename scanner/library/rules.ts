// Library: rules that teach other scanners the platform's credentials.

import type { RuleRegion, RuleTool } from '../integrations/rule-tools.ts';

export { RULE_REGIONS, RULE_TOOLS, ruleFileName, type RuleRegion, type RuleTool } from '../integrations/rule-tools.ts';

/**
 * Writes rules for another scanner.
 * @param region whose API betterleaks and kingfisher ask whether a value is active. Default `eu`
 * @returns the text of the file
 */
export async function rulesFor(tool: RuleTool, region: RuleRegion = 'eu'): Promise<string> {
  return (await import('../integrations/rule-files.ts')).writeRules(tool, region);
}
