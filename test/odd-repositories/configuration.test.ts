import { runScenarios } from './run-scenarios.ts';
import { CONFIGURATION_SCENARIOS } from './configuration.ts';

runScenarios('configuration', CONFIGURATION_SCENARIOS);
