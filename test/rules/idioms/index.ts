import { VARIANTS_1 } from './variants-1.ts';
import { VARIANTS_2 } from './variants-2.ts';
import { URLS_1 } from './urls-1.ts';
import { URLS_2 } from './urls-2.ts';
import { URLS_3 } from './urls-3.ts';
import { HEADERS_1 } from './headers-1.ts';
import { HEADERS_2 } from './headers-2.ts';
import { CLIENTS } from './clients.ts';
import { BODIES } from './bodies.ts';
import { LOGS_1 } from './logs-1.ts';
import { LOGS_2 } from './logs-2.ts';
import { STORAGE_1 } from './storage-1.ts';
import { STORAGE_2 } from './storage-2.ts';
import { ENVIRONMENT } from './environment.ts';
import { LITERALS_1 } from './literals-1.ts';
import { LITERALS_2 } from './literals-2.ts';
import { ACCOUNTS_1 } from './accounts-1.ts';
import { ACCOUNTS_2 } from './accounts-2.ts';
import { ACCOUNTS_3 } from './accounts-3.ts';

/** All idioms: common code, with the documented reports. */
export const IDIOMS = [
  ...VARIANTS_1,
  ...VARIANTS_2,
  ...URLS_1,
  ...URLS_2,
  ...URLS_3,
  ...HEADERS_1,
  ...HEADERS_2,
  ...BODIES,
  ...CLIENTS,
  ...LOGS_1,
  ...LOGS_2,
  ...STORAGE_1,
  ...STORAGE_2,
  ...ENVIRONMENT,
  ...LITERALS_1,
  ...LITERALS_2,
  ...ACCOUNTS_1,
  ...ACCOUNTS_2,
  ...ACCOUNTS_3,
];
