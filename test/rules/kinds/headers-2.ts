import type { Kind } from './kind.ts';

/** Headers in every construction, part 2. */
export const HEADERS_2: readonly Kind[] = [
  {
    name: 'UrlFetchApp',
    reports: [
      "valid-authorization-header 2: 'Token '",
    ],
    code: `\
const options = { method: 'post', headers: {} };
options.headers['Authorization'] = 'Token ' + key;
UrlFetchApp.fetch('https://api.eu.navixy.com/v2/tracker/list', options);`,
  },
];
