/** Library: explains why a value is a finding or not. */
export {
  explainFingerprint,
  explainPlace,
  readReport,
  type ExplainableReport,
  type Explained,
  type ExplainOptions,
} from '../scan/explain-finding.ts';
