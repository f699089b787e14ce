import { runTestChild } from './test-child.ts';

await runTestChild('radius');
