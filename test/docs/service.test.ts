import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plainBundle } from '../bundle/bundles.ts';
import { scratchFolder } from '../support/scratch-folder.ts';
import { installPackage } from './install-package.ts';
import { repository } from './page.ts';

let service: ChildProcess;
let address: URL;

beforeAll(async () => {
  const folder = scratchFolder({ 'package.json': '{"type":"module"}' });
  installPackage(folder);
  writeFileSync(join(folder, 'bundle.tar.gz'), plainBundle());
  cpSync(join(repository, 'examples/saas-platform/service.mjs'), join(folder, 'service.mjs'));
  service = spawn(process.execPath, ['service.mjs', 'bundle.tar.gz', '0'], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(service.stdout ?? expect.fail('no output'), 'data');
  address = new URL(/http\S+/.exec(String(line))?.[0] ?? '');
});
afterAll(() => void service.kill());

async function ask(body: string): Promise<unknown> {
  return await (await fetch(address, { method: 'POST', body })).json();
}

describe("the example's service", () => {
  it('denies what is no call', async () => {
    expect(await ask('{')).toMatchObject({ action: 'deny', code: 'envelope_incomplete' });
  });

  it('sees a key that stands twice', async () => {
    const twice = '{"tool":"t","arguments":{"a":1,"a":2},"context":{"tenant_id":"tenant_a"}}';
    expect(await ask(twice)).toMatchObject({ action: 'deny', code: 'argument_unjudgeable' });
  });

  it('reads no more than a call may have', async () => {
    const response = await fetch(address, { method: 'POST', body: ' '.repeat(3 * 1024 * 1024) }).catch(
      () => undefined,
    );
    // The answer may come while the caller still sends, who then sees a broken connection instead.
    expect([413, undefined]).toContain(response?.status);
  });

  it('outlives a caller that goes away in the middle of its call', async () => {
    const socket = connect(Number(address.port), address.hostname);
    await once(socket, 'connect');
    socket.write('POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n{"tool"');
    await new Promise((resolve) => setTimeout(resolve, 50));
    socket.resetAndDestroy();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await ask('{}')).toMatchObject({ action: 'deny' });
    expect(service.exitCode).toBeNull();
  });
});
