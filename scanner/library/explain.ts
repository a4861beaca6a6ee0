/** Why a value is a finding, or none. */
export {
  explainFingerprint,
  explainPlace,
  readReport,
  type ExplainableReport,
  type Explained,
  type ExplainOptions,
} from '../scan/explain-finding.ts';
