// Name and version of the command in reports.

import manifest from '../../package.json' with { type: 'json' };

export const TOOL = { name: 'navixy-secrets', version: manifest.version } as const;
