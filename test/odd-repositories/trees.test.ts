import { runScenarios } from './run-scenarios.ts';
import { TREE_SCENARIOS } from './trees.ts';

runScenarios('trees', TREE_SCENARIOS);
