// What each kind of secret is called, the same in reports and in the commands that ask the platform.

import type { Kind } from '../../src/types.ts';

/** Names of kinds, for people. */
export const KIND_NAMES: Readonly<Record<Kind, string>> = {
  'api-key': 'API key',
  session: 'session hash',
  'panel-session': 'Admin Panel session hash',
  'share-key': 'key of a share link',
  hash: 'API key or session hash',
};
