// npm run bench:quick: builds, then runs the benchmark in bench/.
import { build } from './test/build.mjs';

if (build()) await import('../bench/quick.mjs');
else process.exitCode = 1;
