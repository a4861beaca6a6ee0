import { runScenarios } from './run-scenarios.ts';
import { INDEX_SCENARIOS } from './index-states.ts';

runScenarios('index-states', INDEX_SCENARIOS);
