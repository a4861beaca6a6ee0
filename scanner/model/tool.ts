import manifest from '../../package.json' with { type: 'json' };

/** The command as it names itself in reports. */
export const TOOL = { name: 'navixy-secrets', version: manifest.version } as const;
