/** Library: reports in every format, and messages while a scan is running. */
import { FORMATS, type FormatName } from '../report/format-registry.ts';

export { runsInCi } from '../integrations/ci/runs-in-ci.ts';
export { FORMAT_NAMES, formatOfFile, type FormatName } from '../report/format-registry.ts';
export { toJson } from '../report/json-report.ts';
export type {
  JsonFinding,
  JsonOccurrence,
  JsonReport,
  JsonSummary,
  JsonSuppressed,
  RepositorySummary,
  SharedSecret,
} from '../report/json-report-types.ts';
export { type OpenReport, openReport, renderReport, type ReportOptions } from '../report/open-report.ts';
export { checkOutput, Output, writeOutput, writeParts } from '../report/output-file.ts';
export { shortened } from '../report/shorten-interrupted.ts';
export { Sightings } from '../report/live-sightings.ts';

/**
 * @returns the type of content of a format's files, such as `JSON`; formats with the same content may share a file name
 */
export function contentOf(format: FormatName): string {
  return FORMATS[format].content;
}

/** @returns file name endings that select a format, e.g. `.sarif`; none if it can only be selected by name */
export function fileEndings(format: FormatName): readonly string[] {
  return FORMATS[format].endings;
}
export { KIND_NAMES } from '../model/kind-names.ts';
