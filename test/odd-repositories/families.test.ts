import { expect, it } from 'vitest';
import { COMMIT_SCENARIOS } from './commits.ts';
import { CONFIGURATION_SCENARIOS } from './configuration.ts';
import { CONTENT_SCENARIOS } from './content.ts';
import { LAYOUT_SCENARIOS } from './layouts.ts';
import { NAME_SCENARIOS } from './names.ts';
import { INDEX_SCENARIOS } from './index-states.ts';
import { PACK_SCENARIOS } from './packs.ts';
import { SETTINGS_SCENARIOS } from './settings.ts';
import { TREE_SCENARIOS } from './trees.ts';

const SCENARIOS = [
  ...NAME_SCENARIOS,
  ...LAYOUT_SCENARIOS,
  ...COMMIT_SCENARIOS,
  ...TREE_SCENARIOS,
  ...PACK_SCENARIOS,
  ...INDEX_SCENARIOS,
  ...SETTINGS_SCENARIOS,
  ...CONTENT_SCENARIOS,
  ...CONFIGURATION_SCENARIOS,
];

it('there are at least 150 odd or hostile repositories, with different names', () => {
  expect(new Set(SCENARIOS.map(({ name }) => name)).size).toBe(SCENARIOS.length);
  expect(SCENARIOS.length).toBeGreaterThanOrEqual(150);
});
