import type { OptionDefinition } from './command.ts';

/** The options of `policy simulate`, in the order of its help. */
export const simulateOptions: readonly OptionDefinition[] = [
  { flags: '--tenant <id>', about: 'the tenant of calls that nothing else gives one' },
  { flags: '--force-tenant', about: '--tenant holds whatever the recording says' },
  {
    flags: '--tenant-map <file>',
    about: 'who a call belongs to, by file, session, user or a value in the record',
  },
  { flags: '--tenant-from <pointer>', about: 'a JSON Pointer to the tenant, in the record or its header' },
  {
    flags: '--input-format <name>',
    about: 'the format of the recordings, instead of telling it by content',
  },
  { flags: '--assume-interval <duration>', about: 'time between calls that have none, such as 2s' },
  { flags: '--against <build>', about: 'what another workspace, bundle or git revision decides' },
  {
    flags: '--attacks',
    about: 'try variants of allowed calls that leave their tenant; one that gets out exits 1',
  },
  { flags: '--swap', about: "ask every tenant's calls as every other tenant; a leak exits 1" },
  {
    flags: '--swap-sample <n>',
    about: 'at most so many different calls of a tenant are asked; 1000 if not given',
  },
  { flags: '--coverage', about: 'which rules, conditions, boundaries and limits decided nothing' },
  {
    flags: '--expect <file>',
    about: 'labels that say what is expected of calls; a call decided otherwise exits 1',
  },
  { flags: '--shard <i/n>', about: "decide one of n parts of the tenants' calls; simulate merge joins them" },
  {
    flags: '--fail-on <what>',
    about:
      'exit 1 where a call is decided so (deny), so changed (allow-to-deny) or not as recorded (differs), with commas',
  },
  { flags: '--skip-malformed', about: 'malformed records do not fail the run' },
  { flags: '--allow-empty', about: 'recordings without a call do not fail the run' },
  { flags: '--show-arguments', about: 'write recorded arguments as they are, not masked' },
];
