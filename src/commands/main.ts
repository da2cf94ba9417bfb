import { programVersion } from '../host/program-version.ts';

// Where the program starts, and the only place that ends it. What `--version` does not need is not loaded for it.
const args = process.argv.slice(2);
if (args.length === 1 && (args[0] === '--version' || args[0] === '-V')) {
  process.stdout.write(`${programVersion()}\n`);
} else {
  const { runProgram } = await import('./run-program.ts');
  process.exitCode = await runProgram(args, (code) => process.exit(code));
}
