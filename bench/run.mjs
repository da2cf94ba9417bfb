// `npm run bench`: every figure of bench/README.md, as ratios within one run. `--quick` runs each briefly, to see
// that it runs; `--only NAME`; `--write` renews bench/results.md and bench/results.json.
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';

const args = process.argv.slice(2);
const quick = args.includes('--quick');
const only = args.includes('--only') ? args[args.indexOf('--only') + 1] : undefined;
const effort = quick ? { rounds: 5, roundMs: 20 } : { rounds: 31, roundMs: 60 };

const cases = [
  'decision',
  'scale',
  'hostile',
  'compile',
  'peers',
  'sql',
  'lint',
  'prove',
  'diff',
  'simulate',
  'jobs',
  'start-up',
  'bundle',
];
const rows = [];
for (const name of cases.filter((candidate) => only === undefined || candidate === only)) {
  const { measure } = await import(`./cases/${name}.mjs`);
  for (const row of await measure(effort, { quick })) {
    rows.push({ case: name, ...row });
    console.log(line({ case: name, ...row }));
  }
}

const machine = `${cpus().length} × ${cpus()[0]?.model.trim()}, Node ${process.version}`;
console.log(`\n${machine}`);
if (args.includes('--write')) {
  writeFileSync(
    new URL('results.json', import.meta.url),
    `${JSON.stringify({ machine, rows }, undefined, 2)}\n`,
  );
  writeFileSync(new URL('results.md', import.meta.url), page());
}

function line({ case: name, what, against, value, unit, goal, note }) {
  const { median, low, high } = value;
  const figure = `${round(median)} ${unit} (${round(low)} to ${round(high)})`;
  return `${name.padEnd(10)} ${what}${against === undefined ? '' : `, against ${against}`}: ${figure}${goal === undefined ? '' : `, goal ${goal}`}${note === undefined ? '' : `; ${note}`}`;
}

function page() {
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  const table = rows.map(
    ({ what, against = '–', value, unit, goal = '–', note = '' }) =>
      `| ${what} | ${against} | ${round(value.median)} ${unit} | ${round(value.low)} to ${round(value.high)} | ${goal} | ${note} |`,
  );
  return `# Measured

Version ${version} on ${machine}. Made by \`npm run bench -- --write\`; ratios compare two things in the same process and
run, medians over rounds with their quartiles.

| what | against | median | quartiles | goal | |
|---|---|---|---|---|---|
${table.join('\n')}
`;
}

function round(value) {
  return value >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(3)));
}
