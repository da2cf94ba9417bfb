// `npm start`: the main job on the example workspace. Shows each command with what it prints.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const example = fileURLToPath(new URL('../examples/saas-platform', import.meta.url));
const program = fileURLToPath(new URL('../bin/policy.js', import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), 'bulkhead-tour-'));
const bundle = join(scratch, 'policies.bundle.tar.gz');
const colours = process.stdout.isTTY && process.env.NO_COLOR === undefined;
const bold = (text) => (colours ? `\u001b[1m${text}\u001b[22m` : text);

/** Runs one command in the example's folder; the tour ends where it does not exit as it should. */
function policy(about, args, expected = 0) {
  console.log(`\n${about}\n${bold(`$ policy ${args.map(shown).join(' ')}`)}\n`);
  const { status } = spawnSync(process.execPath, [program, ...args], { cwd: example, stdio: 'inherit' });
  if (status !== expected) throw new Error(`policy ${args[0]} ended with ${status} instead of ${expected}`);
}

function shown(arg) {
  if (arg === bundle) return 'policies.bundle.tar.gz';
  return /^[\w./:=@-]+$/.test(arg) ? arg : `'${arg}'`;
}

/** Starts the example's service on a free port, asks it about one call, and ends it. */
async function askService() {
  console.log(
    `\nA service loads that bundle and decides.\n${bold('$ node service.mjs policies.bundle.tar.gz')}\n`,
  );
  const service = spawn(process.execPath, [join(example, 'service.mjs'), bundle, '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const line = await new Promise((resolve, reject) => {
      service.stdout.once('data', (data) => resolve(String(data).trim()));
      service.once('exit', (code) => reject(new Error(`the service ended with ${code}`)));
    });
    console.log(line);
    const call = {
      tool: 'access_file',
      arguments: { path: '/data/tenant_globex/prices.csv' },
      context: { tenant_id: 'tenant_acme', user_id: 'dana' },
    };
    const response = await fetch(line.slice(line.indexOf('http')), {
      method: 'POST',
      body: JSON.stringify(call),
    });
    const { action, code, reason } = await response.json();
    console.log(
      `${call.tool} ${JSON.stringify(call.arguments)} for tenant_acme\n→ ${action} (${code}): ${reason}`,
    );
  } finally {
    service.kill();
  }
}

try {
  policy('The linter reads the workspace of a platform with three tenants.', ['lint']);
  policy(
    'Recorded agent conversations go through the engine that production uses. Two of them were attacked.',
    ['simulate', '--show-arguments'],
  );
  policy('What would an upgrade from free to pro allow?', ['diff', 'plan:free', 'plan:pro']);
  policy('Why was that file denied?', [
    'eval',
    'access_file',
    '--tenant',
    'tenant_acme',
    '--context',
    '{"user_id":"dana"}',
    '--args',
    '{"path":"/data/tenant_acme/../tenant_globex/contracts/prices.csv"}',
    '--trace',
  ]);
  policy('What runtimes load.', ['bundle', 'build', '--output', bundle]);
  policy('And what is in it.', ['bundle', 'inspect', bundle]);
  await askService();
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
