import { hasDetection, mostLikely } from '../../src/index.ts';
import { Archives } from '../../scanner/archives/open-archive.ts';
import type { Criteria, ScanContext } from '../../scanner/model/source.ts';
import { PlatformMentions } from '../../scanner/prefilter/platform-mention.ts';
import { hasTrace } from '../../scanner/prefilter/hash-traces.ts';
import { DocumentCounter } from '../../scanner/scan/document-counter.ts';

/** The context that a scan gives its sources, for tests of one source. Its gate judges whole documents. */
export function scanContext(criteria: Criteria): ScanContext & { readonly counter: DocumentCounter } {
  const counter = new DocumentCounter(false);
  return {
    onDocument(bytes, continued = false) {
      counter.addDocuments(continued ? 0 : 1, bytes.length);
      return hasTrace(bytes);
    },
    counter,
    platform: new PlatformMentions(),
    isLastSource: () => true,
    gate: { hasTrace, mayHold: (bytes) => (hasDetection(bytes, mostLikely(criteria)) ? 'yes' : 'no') },
    archives: new Archives({ depth: 0 }),
    criteria,
    progress: () => undefined,
  };
}
