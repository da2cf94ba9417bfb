import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildProgram } from '../support/build-program.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

const files = {
  'policy.config.yaml': 'transcripts: [{ files: [calls.jsonl] }]\n',
  'tenants/eu/acme.yaml': 'tenant_id: acme\nrules: [{ tool: read, action: allow }]\n',
  'calls.jsonl': '{"tool":"read","arguments":{},"context":{"tenant_id":"acme"}}\n',
};

/** Root may read everything, so that the program is run as somebody else then. */
function runAsSomebody(folder: string, args: readonly string[]): { code: number | null; message: string } {
  const program = scratchFolder();
  cpSync(dirname(dirname(buildProgram())), program, { recursive: true });
  for (const each of [folder, program]) chmodSync(each, 0o755);
  const isRoot = process.getuid?.() === 0;
  const { status, stderr } = spawnSync(process.execPath, [join(program, 'bin', 'policy.js'), ...args], {
    cwd: folder,
    encoding: 'utf8',
    ...(isRoot ? { uid: 65_534, gid: 65_534 } : {}),
  });
  return { code: status, message: stderr };
}

describe.skipIf(process.platform === 'win32')('a missing permission', () => {
  it.each([
    ['tenants/eu/acme.yaml', ['lint']],
    ['tenants/eu', ['lint']],
    ['tenants', ['simulate']],
    ['policy.config.yaml', ['bundle', 'build']],
    ['calls.jsonl', ['simulate', '--format', 'json=out.json']],
  ])('for %s is told: %j', (path, args) => {
    const folder = scratchFolder(files);
    chmodSync(join(folder, path), 0);
    expect(runAsSomebody(folder, args)).toEqual({ code: 2, message: `error  no permission for ${path}\n` });
    chmodSync(join(folder, path), 0o755);
    expect(readdirSync(folder).sort()).toEqual(['calls.jsonl', 'policy.config.yaml', 'tenants']);
  });
});
