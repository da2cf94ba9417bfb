import { parentPort, workerData } from 'node:worker_threads';
import { openInbox } from '../host/inbox.ts';
import { UserMistake } from '../host/user-mistake.ts';
import { runJob } from './replay-job.ts';
import type { FromJob, JobStart, ToJob } from './replay-messages.ts';

// Where a thread of `policy simulate --jobs` starts. What is no mistake of the user ends it, and with it the run.
const port = parentPort;
if (port === null) throw new Error('this module runs in a thread of its own');
const start: JobStart = workerData;
const post = (message: FromJob): void => port.postMessage(message);
try {
  await runJob(start, openInbox<ToJob>(port), post);
} catch (error) {
  if (!(error instanceof UserMistake)) throw error;
  const { message, help, details } = error;
  post({
    kind: 'mistake',
    message,
    ...(help === undefined ? {} : { help }),
    ...(details === undefined ? {} : { details }),
  });
}
