import { ALIKE_FILES_1 } from './alike-files-1.ts';
import { ALIKE_FILES_2 } from './alike-files-2.ts';
import { ALIKE_TOOLS } from './alike-tools.ts';
import { ALIKE_VALUES_1 } from './alike-values-1.ts';
import { ALIKE_VALUES_2 } from './alike-values-2.ts';
import { LEAKS_SETTINGS_1 } from './leaks-settings-1.ts';
import { LEAKS_SETTINGS_2 } from './leaks-settings-2.ts';
import { LEAKS_SETTINGS_3 } from './leaks-settings-3.ts';
import { LEAKS_CODE_1 } from './leaks-code-1.ts';
import { LEAKS_CODE_2 } from './leaks-code-2.ts';
import { LEAKS_TALK_1 } from './leaks-talk-1.ts';
import { LEAKS_TALK_2 } from './leaks-talk-2.ts';
import { LEAKS_TOOLS_1 } from './leaks-tools-1.ts';
import { LEAKS_TOOLS_2 } from './leaks-tools-2.ts';

/** Documents with a leaked hash. */
export const UNSEEN_LEAKS = [
  ...LEAKS_SETTINGS_1,
  ...LEAKS_SETTINGS_2,
  ...LEAKS_SETTINGS_3,
  ...LEAKS_CODE_1,
  ...LEAKS_CODE_2,
  ...LEAKS_TALK_1,
  ...LEAKS_TALK_2,
  ...LEAKS_TOOLS_1,
  ...LEAKS_TOOLS_2,
];

/** Documents without one. */
export const UNSEEN_LOOK_ALIKES = [
  ...ALIKE_FILES_1,
  ...ALIKE_FILES_2,
  ...ALIKE_VALUES_1,
  ...ALIKE_VALUES_2,
  ...ALIKE_TOOLS,
];
