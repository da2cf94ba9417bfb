// A service that decides its agents' tool calls by a bundle: node service.mjs policies.bundle.tar.gz [port]
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRuntime, loadSqlGrammar } from '@bulkhead/policy/runtime';

const [file = 'policies.bundle.tar.gz', port = '8181'] = process.argv.slice(2);

// This example's bundle is not signed, which a service has to accept by name; and its policies judge queries.
const runtime = createRuntime({
  unsigned: 'allow',
  env: (name) => process.env[name],
  sql: await loadSqlGrammar(),
});
const loaded = runtime.load(await readFile(file));
if (!loaded.ok) {
  console.error(`${file} is not in service: ${loaded.problem.message}`);
  process.exit(1);
}

const largestCall = 2 * 1024 * 1024;

async function answer(request, response) {
  const chunks = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > largestCall) return response.writeHead(413, { connection: 'close' }).end();
    chunks.push(chunk);
  }
  // The text goes to the runtime as it came: a key that stands twice is seen only before it is parsed.
  const decision = runtime.decideText(Buffer.concat(chunks).toString('utf8'));
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(decision));
}

// A caller that goes away in the middle of its call ends that answer, not the service.
const server = createServer((request, response) => answer(request, response).catch(() => response.destroy()));

server.listen(Number(port), '127.0.0.1', () => {
  console.log(
    `revision ${loaded.revision.slice(0, 19)}… decides at http://127.0.0.1:${server.address().port}/`,
  );
});
process.on('SIGTERM', () => server.close());
