import { runScenarios } from './run-scenarios.ts';
import { LAYOUT_SCENARIOS } from './layouts.ts';

runScenarios('layouts', LAYOUT_SCENARIOS);
