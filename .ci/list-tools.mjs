// Starts an MCP server, asks it over standard input for its tools and prints the answer: node list-tools.mjs COMMAND...
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

const [command, ...args] = process.argv.slice(2);
const server = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] });
const send = (message) => server.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
const timer = setTimeout(() => finish(1), 60_000);

createInterface({ input: server.stdout }).on('line', (line) => {
  const message = parsed(line);
  if (message?.id === 1) {
    send({ method: 'notifications/initialized' });
    send({ id: 2, method: 'tools/list', params: {} });
  }
  if (message?.id !== 2) return;
  process.stdout.write(`${line}\n`);
  finish(message.result === undefined ? 1 : 0);
});
server.on('error', () => finish(1));
server.on('exit', () => finish(1));
const clientInfo = { name: 'policy', version: '0' };
send({
  id: 1,
  method: 'initialize',
  params: { protocolVersion: '2024-11-05', capabilities: {}, clientInfo },
});

// Some servers greet in words.
function parsed(line) {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function finish(code) {
  clearTimeout(timer);
  process.exitCode ??= code;
  server.removeAllListeners('exit');
  server.kill();
  server.stdin.destroy();
}
