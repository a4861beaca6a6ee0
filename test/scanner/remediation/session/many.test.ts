import { expect, it } from 'vitest';
import { approveFound, targetHosts } from '../../../../scanner/remediation/session/allowed-hosts.ts';
import { selectOnly } from '../../../../scanner/remediation/session/select-secrets.ts';
import type { LeakedSecret, Prompts } from '../../../../scanner/remediation/session/leaked-secret.ts';
import { Secret } from '../../../../src/secret.ts';
import { hex } from '../../../support/hex.ts';

const MANY = 2000;

/** Leaked secrets that count how often they are read. */
function many(reads: { count: number }): LeakedSecret[] {
  return Array.from({ length: MANY }, (_, at): LeakedSecret => {
    const secret = new Secret(hex(`many ${at}`));
    return {
      get secret() {
        reads.count += 1;
        return secret;
      },
      kind: 'hash',
      places: [`app.log:${at + 1}`],
      foundBaseUrls: ['https://gps.fleet.example/api-v2'],
      since: undefined,
      inGit: false,
    };
  });
}

it('selects from thousands of secrets in a few passes', () => {
  const reads = { count: 0 };
  const leaked = many(reads);
  const only = leaked.map(({ secret }) => secret.fingerprint).reverse();
  reads.count = 0;
  expect(selectOnly(leaked, only.slice(1), 'verify')).toEqual(leaked.slice(0, -1));
  const [firstReads] = [reads.count];
  expect(() => selectOnly(leaked, [...only, 'f'.repeat(20)], 'verify')).toThrow(`fingerprint ${'f'.repeat(20)}.`);
  expect(firstReads).toBeLessThan(10 * MANY);
});

it('asks once about a host near thousands of secrets', async () => {
  const questions: string[] = [];
  const prompts = { confirm: async (question: string) => questions.push(question) > 0 } as unknown as Prompts;
  const { approved } = await approveFound(many({ count: 0 }), targetHosts([], []), prompts);
  expect(approved).toEqual(['https://gps.fleet.example/api-v2']);
  expect(questions).toHaveLength(1);
  expect(questions[0]).toContain(`beside ${MANY} values`);
});
