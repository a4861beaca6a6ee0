import type { Idiom } from './idiom.ts';

/** Browser and device storage, part 2. */
export const STORAGE_2: readonly Idiom[] = [
  {
    name: 'login page keeps nothing',
    file: 'web/login.tsx',
    expected: {},
    code: `\
export function Login({ done }: { done: (hash: string) => void }) {
  const submit = async (login: string, password: string) => {
    const r = await fetch('https://saas.navixy.com/api-v2/user/auth', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ login, password }),
    });
    done((await r.json()).hash);
  };
  return <Form onSubmit={submit} />;
}`,
  },
];
