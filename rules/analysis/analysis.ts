// The analysis of one file, shared by all rules.
import type { SourceCode } from '../syntax/ast.ts';
import { Credentials } from './credentials.ts';
import { FileAnalysis } from './file-analysis.ts';
import type { SharedSettings } from '../platform/settings.ts';

/** The data flow of one file and its hashes, computed once for all rules. */
export class Analysis extends FileAnalysis {
  /** The expressions of this file that are hashes of the platform. */
  readonly credentials = new Credentials(this);
}

/** Keyed by tree, because oxlint gives every file the same `SourceCode` object. */
const analyses = new WeakMap<SourceCode['ast'], Analysis>();

/** @returns the analysis of a file; all rules of a file have the same settings, so the first ones are used */
export function getAnalysis(sourceCode: SourceCode, settings: SharedSettings): Analysis {
  let analysis = analyses.get(sourceCode.ast);
  if (!analysis) {
    analysis = new Analysis(sourceCode, settings);
    analyses.set(sourceCode.ast, analysis);
  }
  return analysis;
}
