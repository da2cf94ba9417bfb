import { runArguments } from './run-plain-line.ts';
import { type PolicyRun, runPolicy } from './run-policy.ts';

/** What `runPolicy` comes to, without a process of its own where that makes no difference; in the long runs with one. */
export async function runPolicyHere(
  cwd: string,
  args: readonly string[],
  environment: { readonly [name: string]: string } = {},
): Promise<PolicyRun> {
  const here = await runArguments(args, cwd, { PATH: process.env.PATH ?? '', ...environment });
  if (here === undefined) return runPolicy(cwd, args, environment);
  return { status: here.code, stdout: here.stdout, stderr: here.stderr };
}
