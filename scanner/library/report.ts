/** Reports, in every format; and what is told while a scan still runs. */
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
} from '../report/json-report.ts';
export { type OpenReport, openReport, renderReport, type ReportOptions } from '../report/open-report.ts';
export { checkOutput, Output, writeOutput, writeParts } from '../report/output-file.ts';
export { shortened } from '../report/shorten-interrupted.ts';
export { Sightings } from '../report/live-sightings.ts';

/** @returns what a file of the format holds, such as `JSON`: files that hold the same may be called alike */
export function contentOf(format: FormatName): string {
  return FORMATS[format].content;
}

/** @returns ends of file names that tell a format, e.g. `.sarif`; none where only its name does */
export function fileEndings(format: FormatName): readonly string[] {
  return FORMATS[format].endings;
}
