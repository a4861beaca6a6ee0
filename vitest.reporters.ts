const report = process.env['VITEST_REPORT'];

/** `.ci/run` adds up the tests of several runs, so it asks for a report that a machine can read. */
export const reporters = report === undefined ? {} : { reporters: ['dot', 'json'], outputFile: { json: report } };
