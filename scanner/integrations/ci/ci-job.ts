/** What a CI job is to look at. */
export type CiLook =
  | { readonly what: 'history' }
  /** A ref was deleted: there is nothing. */
  | { readonly what: 'nothing' }
  | {
      readonly what: 'range';
      readonly head: string;
      /** What is left out. It must be there: without it too much or too little would be looked at. */
      readonly base?: string;
      /**
       * What is left out instead: the first of these that is there; where none is, everything up to the head counts.
       */
      readonly otherwise?: readonly string[];
    };

/** What the variables of a CI tell about a job. */
export interface CiJob {
  /** The CI, as people call it. */
  readonly ci: string;
  /** What it is about, e.g. `pull request 12`. */
  readonly event: string;
  readonly look: CiLook;
  /** The format of a report that this CI shows by itself, on standard output. */
  readonly shows?: 'github';
  /** A file that this CI shows as Markdown. */
  readonly summaryFile?: string;
  /** How to have the whole history there. */
  readonly depth: string;
}

/** The variables of a job; those that are empty are absent. */
export type Variables = (name: string) => string | undefined;
