// npm run bench:quick, bench:scan, bench:growth: builds, then runs the benchmark of this name in bench/.
import { build } from './test/build.mjs';

const [name] = process.argv.splice(2, 1);
if (name === undefined || !/^[a-z]+$/.test(name)) {
  throw new TypeError('which benchmark? node tools/bench.mjs quick');
}
// What stands behind the name is the benchmark's own.
if (build()) await import(`../bench/${name}.mjs`);
else process.exitCode = 1;
