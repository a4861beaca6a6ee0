/** Types for CI jobs: what to scan, and how the CI shows reports. */
export type CiLook =
  | { readonly what: 'history' }
  /** A ref was deleted, so there is nothing to scan. */
  | { readonly what: 'nothing' }
  | {
      readonly what: 'range';
      readonly head: string;
      /**
       * Commits reachable from it are left out. It must exist locally; otherwise too much or too little would be
       * scanned.
       */
      readonly base?: string;
      /** Alternatives for the base: the first that exists locally; if none exists, everything up to the head counts. */
      readonly otherwise?: readonly string[];
    };

/** A CI job, as described by its environment variables. */
export interface CiJob {
  /** Name of the CI. */
  readonly ci: string;
  /** The trigger of the job, e.g. `pull request 12`. */
  readonly event: string;
  readonly look: CiLook;
  /** The report format that this CI displays from standard output. */
  readonly shows?: 'github';
  /** A file that this CI displays as Markdown. */
  readonly summaryFile?: string;
  /** How to fetch the whole history in this CI. */
  readonly depth: string;
}

/** Variables of a job; empty ones count as absent. */
export type Variables = (name: string) => string | undefined;
