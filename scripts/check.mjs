// Runs every check of the repository, shows what failed, and ends non-zero if anything did.
import { spawnSync } from 'node:child_process';

const checks = ['format', 'lint', 'types', 'layers', 'unused', 'package'];
const failed = checks.filter((check) => {
  const { status, stdout, stderr } = spawnSync('npm', ['run', '--silent', `check:${check}`], {
    encoding: 'utf8',
  });
  console.log(`${status === 0 ? 'ok    ' : 'FAILED'} ${check}`);
  if (status !== 0) console.log(stdout + stderr);
  return status !== 0;
});
process.exitCode = failed.length === 0 ? 0 : 1;
