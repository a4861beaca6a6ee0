// Describes API answers for people.

import type { ApiAnswer } from './answer.ts';
import { describeCode } from './codes.ts';

/** @returns an answer in words, e.g. `code 4: no such session or API key`; contains no text from a server */
export function describeAnswer(answer: ApiAnswer<unknown>): string {
  if (answer.type === 'ok') return 'success';
  return answer.type === 'refused' ? describeCode(answer.code) : answer.detail;
}
