// Holds that memory does not grow with a recording: 200 MB and 2 GB of JSONL, made on the way and piped in, stay under the
// same bound. Says how fast it went, and asserts nothing of that. `node .ci/memory.mjs [megabytes of the longer one]`.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const boundMB = { 1: 450, 2: 900 };
/** The heap's garbage is collected the lazier the longer a run lasts; a call that left anything would cost far more. */
const growthMB = 200;
const tenants = 50;
const program = fileURLToPath(new URL('../bin/policy.js', import.meta.url));
const longer = Number(process.argv[2] ?? 2000);

const folder = mkdtempSync(join(tmpdir(), 'bulkhead-memory-'));
try {
  for (let at = 0; at < tenants; at++) writeFileSync(join(folder, `t${at}.yaml`), policy(at));
  writeFileSync(
    join(folder, 'boundaries.yaml'),
    "kind: boundaries\ntools: { read: { arguments.path: { path_within: '/data/$" + "{tenant.id}/' } } }\n",
  );
  writeFileSync(join(folder, 'plans.yaml'), 'plans: { free: { rate_limits: { read: 100/min } } }\n');
  for (const jobs of [1, 2]) await hold(jobs);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function hold(jobs) {
  const short = await peak(200, jobs);
  const long = await peak(longer, jobs);
  if (long > boundMB[jobs] || short > boundMB[jobs]) fail(`more than ${boundMB[jobs]} MB with ${jobs} jobs`);
  if (long > short + growthMB) fail(`${long} MB for ${longer} MB, and ${short} MB for 200 MB`);
}

function fail(what) {
  console.log(`memory is not flat: ${what}`);
  process.exitCode = 1;
}

/** Largest resident size in MB. */
async function peak(megabytes, jobs) {
  const started = performance.now();
  const args = [
    program,
    'simulate',
    '-',
    '-q',
    '--swap',
    '--jobs',
    String(jobs),
    '--format',
    'json=result.json',
  ];
  const child = spawn(process.execPath, args, { cwd: folder, stdio: ['pipe', 'inherit', 'inherit'] });
  let largest = 0;
  const look = setInterval(() => {
    largest = Math.max(largest, residentMB(child.pid));
  }, 100);
  const ended = once(child, 'exit');
  const calls = await feed(child.stdin, megabytes * 1e6);
  const [code] = await ended;
  clearInterval(look);
  const { totals, sources } = JSON.parse(readFileSync(join(folder, 'result.json'), 'utf8'));
  // 1: the policies of this run let calls out, on purpose.
  if (code !== 1 || totals.calls !== calls) fail(`exit ${code}, ${totals.calls} of ${calls} calls`);
  const rate = (megabytes / (performance.now() - started)) * 1000;
  console.log(
    `${megabytes} MB, ${calls} calls of ${sources[0].sessions} sessions, ${jobs} jobs: peak ${largest} MB, ${rate.toFixed(0)} MB/s`,
  );
  return largest;
}

function residentMB(pid) {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Math.round(Number(/VmHWM:\s*(\d+)/.exec(status)?.[1] ?? 0) / 1000);
  } catch {
    return 0;
  }
}

/** Every call is another: other arguments, other sessions, tenants without a policy among them. */
async function feed(stream, bytes) {
  let [at, written] = [0, 0];
  while (written < bytes) {
    const lines = [];
    for (let more = 0; more < 2000; more++, at++) {
      const tenant = at % 97 === 0 ? `stranger_${at}` : `t${at % tenants}`;
      const call = {
        tool: at % 3 === 0 ? 'read' : 'send',
        arguments: { path: `/data/t${at % tenants}/${at}`, text: `note ${at} `.repeat(6) },
        context: { tenant_id: tenant, user_id: 'u' },
        time: new Date(1.76e12 + at * 50).toISOString(),
        session: `session-${at >> 3}`,
        id: `call-${at}`,
      };
      lines.push(JSON.stringify(call));
    }
    const text = `${lines.join('\n')}\n`;
    written += text.length;
    if (!stream.write(text)) await once(stream, 'drain');
  }
  stream.end();
  return at;
}

function policy(at) {
  const rules = '  - { tool: read, action: allow }\n  - { tool: send, action: require_approval }\n';
  return `tenant_id: t${at}\nplan: free\nrules:\n${rules}`;
}
