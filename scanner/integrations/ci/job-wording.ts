// Names for CI events and branches, shared by all CIs.

/** @returns e.g. `pull request 12` */
export function numbered(noun: string, number: string | undefined): string {
  return number === undefined ? noun : `${noun} ${number}`;
}

/** @returns the name of the remote-tracking branch */
export function remoteBranch(name: string): string {
  return `refs/remotes/origin/${name.replace(/^refs\/heads\//, '')}`;
}
