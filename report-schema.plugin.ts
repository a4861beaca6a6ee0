import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import standalone from 'ajv/dist/standalone/index.js';

/** As scanner/integrations/repositories/check-report.ts imports it. */
const NAME = 'virtual:report-schema';

/**
 * Makes the published JSON Schema of a report into a function when the package is built, and for the tests: who runs
 * `merge` loads 140 kB of plain code in 3 ms, no compiler of schemas, and no dependency.
 */
export function reportSchema(): {
  name: string;
  resolveId: (id: string) => string | undefined;
  load: (id: string) => string | undefined;
} {
  return {
    name: 'report-schema',
    resolveId: (id) => (id === NAME ? `\0${NAME}` : undefined),
    load: (id) => {
      if (id !== `\0${NAME}`) return undefined;
      const schema = JSON.parse(readFileSync(new URL('schemas/report-1.json', import.meta.url), 'utf8')) as object;
      const ajv = new Ajv2020({
        strict: true,
        strictRequired: false,
        allowMatchingProperties: true,
        inlineRefs: false,
        code: { source: true, esm: true },
      });
      return standalone.default(ajv, ajv.compile(schema));
    },
  };
}
