// What is known about one file, shared by all rules.
import type { SourceCode } from '../syntax/ast.ts';
import { Credentials } from './credentials.ts';
import { FileAnalysis } from './file-analysis.ts';
import type { SharedSettings } from '../platform/settings.ts';

/** The data flow of one file and the hashes in it, found once and read by every rule. */
export class Analysis extends FileAnalysis {
  /** What in this file is known to be a hash of the platform. */
  readonly credentials = new Credentials(this);
}

/** By tree: oxlint gives every file the same `SourceCode` object. */
const analyses = new WeakMap<SourceCode['ast'], Analysis>();

/** @returns the analysis of a file; settings are the same for every rule of a file, so the first ones serve */
export function getAnalysis(sourceCode: SourceCode, settings: SharedSettings): Analysis {
  let analysis = analyses.get(sourceCode.ast);
  if (!analysis) {
    analysis = new Analysis(sourceCode, settings);
    analyses.set(sourceCode.ast, analysis);
  }
  return analysis;
}
