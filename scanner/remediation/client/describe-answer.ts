import type { ApiAnswer } from './answer.ts';
import { describeCode } from './codes.ts';

/** @returns an answer in words for people, e.g. `code 4: no such session or API key`; holds nothing a server wrote */
export function describeAnswer(answer: ApiAnswer<unknown>): string {
  if (answer.type === 'ok') return 'success';
  return answer.type === 'refused' ? describeCode(answer.code) : answer.detail;
}
