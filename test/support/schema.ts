import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv, type AnySchemaObject, type ErrorObject, type ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** @throws Error if a JSON report does not match schemas/report-1.json, with every difference */
export function holdToReportSchema(report: unknown): void {
  hold(reportSchema(), report, 'schemas/report-1.json');
}

/** The same for one line of `--format jsonl`. */
export function holdToLineSchema(line: unknown): void {
  hold(lineSchema(), line, 'schemas/report-1.json#/$defs/line');
}

/** The same for SARIF and the schema that OASIS publishes. */
export function holdToSarifSchema(log: unknown): void {
  hold(sarifSchema(), log, 'sarif-2.1.0.json');
}

/** The same for the `details` of a vulnerability and the GitLab schema. */
export function holdToGitlabDetails(details: unknown): void {
  hold(gitlabDetails(), details, 'gitlab-details.json');
}

/** The same for a bill of materials and the schema of CycloneDX 1.6, with the licences that SPDX knows. */
export function holdToCycloneDx(bom: unknown): void {
  hold(cycloneDx(), bom, 'cyclonedx-1.6.json');
}

/** The same for a Job and the schema of Kubernetes. */
export function holdToJobSchema(job: unknown): void {
  hold(jobSchema(), job, 'kubernetes-job.json');
}

/** The same for a Workflow and the schema of Argo Workflows. */
export function holdToArgoSchema(workflow: unknown): void {
  hold(argoSchema(), workflow, 'argo-workflow.json');
}

function hold(validate: ValidateFunction, data: unknown, name: string): void {
  if (validate(data)) return;
  const said = (validate.errors ?? []).map(
    ({ instancePath, message, params }: ErrorObject) => `${instancePath} ${message ?? ''} ${JSON.stringify(params)}`,
  );
  throw new Error(`not what ${name} says; a new field has to be written down there:\n${said.join('\n')}`);
}

const reportSchema = once(() => strict().compile(readSchema('schemas/report-1.json', true)));
const lineSchema = once(() => {
  const schema = readSchema('schemas/report-1.json', true);
  return strict().compile({ $defs: schema['$defs'] as object, $ref: '#/$defs/line' });
});
const sarifSchema = once(() =>
  new Ajv({ allErrors: true, strict: false, validateFormats: false }).compile(
    readSchema('test/support/schemas/sarif-2.1.0.json', false),
  ),
);

const gitlabDetails = once(() =>
  new Ajv2020({ allErrors: true, strict: false }).compile(
    readSchema('test/support/schemas/gitlab-details.json', false),
  ),
);

// As @cyclonedx/cyclonedx-library 10.3.0 carries them, without their descriptions. They refer to each other by file name.
const cycloneDx = once(() =>
  new Ajv({ allErrors: true, strict: false, validateFormats: false })
    .addSchema(readSchema('test/support/schemas/cyclonedx-spdx.json', false), cycloneDxUrl('spdx'))
    .addSchema(readSchema('test/support/schemas/cyclonedx-jsf.json', false), cycloneDxUrl('jsf-0.82'))
    .compile(readSchema('test/support/schemas/cyclonedx-1.6.json', false)),
);

function cycloneDxUrl(name: string): string {
  return `http://cyclonedx.org/schema/${name}.SNAPSHOT.schema.json`;
}

const jobSchema = once(() => readDraft7('test/support/schemas/kubernetes-job.json'));
const argoSchema = once(() => readDraft7('test/support/schemas/argo-workflow.json'));

function readDraft7(file: string): ValidateFunction {
  return new Ajv({ allErrors: true, strict: false }).compile(readSchema(file, false));
}

function strict(): Ajv2020 {
  return new Ajv2020({ allErrors: true, strict: true, strictRequired: false, allowMatchingProperties: true });
}

/**
 * @param isClosed forbids fields that the schema does not name: consumers have to live with new ones, our tests must
 *   not
 */
function readSchema(file: string, isClosed: boolean): AnySchemaObject {
  return JSON.parse(readFileSync(path.join(ROOT, file), 'utf8'), (_key, value: unknown) => {
    if (!isClosed || typeof value !== 'object' || value === null || !('properties' in value)) return value;
    return { ...value, additionalProperties: false };
  }) as AnySchemaObject;
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
