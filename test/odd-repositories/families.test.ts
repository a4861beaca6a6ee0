import { expect, it } from 'vitest';
import { COMMIT_SCENARIOS } from './commits.ts';
import { CONFIGURATION_SCENARIOS } from './configuration.ts';
import { CONTENT_SCENARIOS } from './content.ts';
import { LAYOUT_SCENARIOS } from './layouts.ts';
import { NAME_SCENARIOS } from './names.ts';
import { OBJECT_SCENARIOS } from './objects.ts';

const SCENARIOS = [
  ...NAME_SCENARIOS,
  ...LAYOUT_SCENARIOS,
  ...COMMIT_SCENARIOS,
  ...OBJECT_SCENARIOS,
  ...CONTENT_SCENARIOS,
  ...CONFIGURATION_SCENARIOS,
];

it('are at least 150 odd or hostile repositories, each of another kind', () => {
  expect(new Set(SCENARIOS.map(({ name }) => name)).size).toBe(SCENARIOS.length);
  expect(SCENARIOS.length).toBeGreaterThanOrEqual(150);
});
