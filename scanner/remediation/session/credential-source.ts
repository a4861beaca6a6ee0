// Reads the owner's credentials from the environment or asks for them.

import { Credentials } from '../client/index.ts';
import type { CredentialSource } from './owner-sessions.ts';
import type { Environment, Prompts } from './leaked-secret.ts';

/**
 * The owner's credentials: from the environment, otherwise from the user. Never from arguments, which every process on
 * the machine can read.
 * @param env `NAVIXY_LOGIN` and `NAVIXY_PASSWORD`; a missing one is asked for
 * @param prompts absent without a terminal
 */
export function credentialSource(env: Environment, prompts: Prompts | undefined): CredentialSource {
  const { NAVIXY_LOGIN: knownLogin = '', NAVIXY_PASSWORD: knownPassword = '' } = env;
  return {
    async credentials(host, attempt, which) {
      // Wrong credentials stay wrong, and repeating a wrong login locks the account (code 105).
      const isFirst = attempt === 1 && which === 'first';
      if (isFirst && knownLogin !== '' && knownPassword !== '') return new Credentials(knownLogin, knownPassword);
      const again = attempt === 1 ? '' : ' (the last one was wrong)';
      const whose = which === 'first' ? 'the owner of the account' : 'the owner of the other account';
      const login =
        isFirst && knownLogin !== '' ? knownLogin : await prompts?.login(`Login of ${whose} on ${host}${again}`);
      if (login === undefined) return undefined;
      const password =
        isFirst && knownPassword !== '' ? knownPassword : await prompts?.password(`Password of that login (not shown)`);
      return password === undefined ? undefined : new Credentials(login, password);
    },
    async code(host, attempt) {
      const again = attempt === 1 ? '' : ' (the last one was wrong)';
      return prompts?.code(`Code that ${host} sent to the owner's e-mail${again} (not shown)`);
    },
  };
}
