import navixy from 'eslint-plugin-navixy';

// @ts-expect-error: there is no such config
export const config: unknown = navixy.configs.reccomended;
// @ts-expect-error: a plugin has no such part
export const part: unknown = navixy.processor;
