/** @returns e.g. `pull request 12` */
export function numbered(noun: string, number: string | undefined): string {
  return number === undefined ? noun : `${noun} ${number}`;
}

/** @returns the branch as a clone has it */
export function remoteBranch(name: string): string {
  return `refs/remotes/origin/${name.replace(/^refs\/heads\//, '')}`;
}
