import { runScenarios } from './run-scenarios.ts';
import { NAME_SCENARIOS } from './names.ts';

runScenarios('names', NAME_SCENARIOS);
