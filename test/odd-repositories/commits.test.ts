import { runScenarios } from './run-scenarios.ts';
import { COMMIT_SCENARIOS } from './commits.ts';

runScenarios('commits', COMMIT_SCENARIOS);
