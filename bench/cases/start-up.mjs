import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ratio } from '../measure.mjs';

const program = fileURLToPath(new URL('../../bin/policy.js', import.meta.url));
const example = fileURLToPath(new URL('../../examples/saas-platform', import.meta.url));

/** Whole processes, in turn. */
export function measure(_effort, { quick }) {
  const commands = {
    node: ['-e', '0'],
    version: [program, '--version'],
    lint: [program, '-C', example, 'lint'],
  };
  const times = Object.fromEntries(Object.keys(commands).map((name) => [name, []]));
  for (let round = 0; round < (quick ? 3 : 25); round++) {
    for (const [name, args] of Object.entries(commands)) {
      const start = performance.now();
      const { status } = spawnSync(process.execPath, args);
      if (status !== 0) throw new Error(`${name} ended with ${status}`);
      times[name].push(performance.now() - start);
    }
  }
  return [
    {
      what: '`policy --version`',
      against: '`node -e 0`',
      value: ratio(times, 'version', 'node'),
      unit: '×',
      goal: 'at most 1.3',
    },
    {
      what: '`policy lint` of the example',
      against: '`node -e 0`',
      value: ratio(times, 'lint', 'node'),
      unit: '×',
      goal: 'at most 3',
    },
  ];
}
