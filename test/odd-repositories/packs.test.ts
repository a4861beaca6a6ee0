import { runScenarios } from './run-scenarios.ts';
import { PACK_SCENARIOS } from './packs.ts';

runScenarios('packs', PACK_SCENARIOS);
