import { runScenarios } from './run-scenarios.ts';
import { CONTENT_SCENARIOS } from './content.ts';

runScenarios('content', CONTENT_SCENARIOS);
