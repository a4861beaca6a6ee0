// Messages of `keys`: the list of API keys and its summary.

import type pc from 'picocolors';
import { commandLine, Placeholder, type Advice } from '../../library/advice.ts';
import { hostOf } from '../../library/platform.ts';
import type { AccountKeys, DescribedKey } from '../../library/keys.ts';
import { clean, count } from '../../library/text.ts';

const QUOTA = 20;

export function keysText({ baseUrl, keys }: AccountKeys, c: ReturnType<typeof pc.createColors>): string {
  const head = `${c.bold(`API keys on ${hostOf(baseUrl)}`)}: ${keys.length} of ${QUOTA}\n`;
  return head + keys.map((one) => `\n${block(one, c)}\n`).join('');
}

function block({ key, ageDays, places, remarks }: DescribedKey, c: ReturnType<typeof pc.createColors>): string {
  const age = ageDays === undefined ? 'age unknown' : `${count(ageDays, 'day')} old`;
  const isLeaked = places.length > 0;
  const head = `${c.bold(`"${clean(key.title)}"`)}  ${key.secret.redacted}  fingerprint ${key.secret.fingerprint}  ${age}`;
  return [
    head,
    ...remarks.map(
      (text) => `   ${isLeaked && text === 'LEAKED' ? c.red(`LEAKED, found in ${places.join(', ')}`) : c.yellow(text)}`,
    ),
  ].join('\n');
}

/** @param advice names what was scanned, and the command that rotates; default: one without options */
export function keysSummary({ keys }: AccountKeys, advice?: Advice): string {
  const leaked = keys.filter(({ places }) => places.length > 0);
  if (leaked.length === 0) {
    const elsewhere = advice?.elsewhere('keys');
    return `None of these keys was found leaked${advice === undefined ? '' : ` in ${clean(advice.scanned)}`}.${elsewhere === undefined ? '' : ` To scan ${elsewhere.where} too:\n  ${elsewhere.command}`}`;
  }
  const commands = leaked.map(
    ({
      key: {
        secret: { fingerprint },
      },
    }) => {
      const more = ['--only', fingerprint, '--to-env', new Placeholder('FILE:NAME')];
      return advice?.step('rotate', [], { more }).command ?? commandLine(['rotate', ...more]);
    },
  );
  return `${count(leaked.length, 'key')} found leaked and alive. Replace each, with the place where the new value goes:\n${commands.map((command) => `  ${command}`).join('\n')}`;
}
