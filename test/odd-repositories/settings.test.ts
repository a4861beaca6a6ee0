import { runScenarios } from './run-scenarios.ts';
import { SETTINGS_SCENARIOS } from './settings.ts';

runScenarios('settings', SETTINGS_SCENARIOS);
