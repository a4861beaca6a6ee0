import { runScenarios } from './run-scenarios.ts';
import { OBJECT_SCENARIOS } from './objects.ts';

runScenarios('objects', OBJECT_SCENARIOS);
