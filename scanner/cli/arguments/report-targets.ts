// Pairs `--format` and `--output` options to reports.

import { Failure } from '../../library/errors.ts';
import { contentOf, fileEndings, FORMAT_NAMES, formatOfFile, type FormatName } from '../../library/report.ts';

/** One `--format` or `--output` option; their order on the command line matters. */
export type ReportWord = { readonly format: FormatName } | { readonly output: string; readonly append?: true };

/** One report to write. */
export interface ReportTarget {
  readonly format: FormatName;
  /** Absent for standard output. */
  readonly file?: string;
  /** The file is shared with other programs: existing content stays. */
  readonly append?: true;
}

/**
 * Pairs `--format` and `--output`: a file gets the preceding format that has no file yet, otherwise its name decides.
 * One of each is a pair in either order.
 * @returns never empty: without a report for standard output, the text report goes there
 * @throws Failure for ambiguous options
 */
export function targetsOf(words: readonly ReportWord[]): ReportTarget[] {
  const targets = pairs(words);
  const files = targets.flatMap(({ file }) => (file === undefined ? [] : [file]));
  const twice = files.find((file, at) => files.indexOf(file) !== at);
  if (twice !== undefined) throw new Failure(`two reports would be written to ${twice}`, 'Give each its own --output.');
  const out = targets.filter(({ file }) => file === undefined);
  if (out.length > 1) {
    throw new Failure(
      `--format ${out.map(({ format }) => format).join(' and ')} would be mixed up on standard output`,
      'Follow each but one by --output FILE.',
    );
  }
  return out.length === 0 ? [{ format: 'text' }, ...targets] : targets;
}

function pairs(words: readonly ReportWord[]): ReportTarget[] {
  const [one, other] = words;
  if (words.length === 2 && one !== undefined && other !== undefined && 'output' in one && 'format' in other)
    return pairs([other, one]);
  const targets: ReportTarget[] = [];
  let isOpen = false;
  for (const word of words) {
    if ('format' in word) {
      targets.push(word);
    } else {
      const format = isOpen ? matching(targets.pop()!.format, word.output) : told(word.output);
      targets.push(
        word.output === '-'
          ? { format }
          : { format, file: word.output, ...(word.append === true ? { append: true } : {}) },
      );
    }
    isOpen = 'format' in word;
  }
  return targets;
}

/** Rejects a file whose name does not match the format: the reader would be misled. */
function matching(format: FormatName, file: string): FormatName {
  const called = formatOfFile(file);
  if (called === undefined || called === 'text' || contentOf(called) === contentOf(format)) return format;
  const remedy = `Leave --format ${format} out, or give the file another name.`;
  throw new Failure(
    `--output ${file} is called like ${contentOf(called)}, and --format ${format} is ${contentOf(format)}`,
    remedy,
  );
}

function told(file: string): FormatName {
  const format = formatOfFile(file);
  if (format !== undefined) return format;
  const known = FORMAT_NAMES.flatMap((name) => fileEndings(name)[0] ?? []);
  throw new Failure(
    `--output ${file}: its name does not tell the format`,
    `Put --format before it, or end it in one of ${known.join(', ')}`,
  );
}
