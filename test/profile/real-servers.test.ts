import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fittingTools, topLevel } from '../../src/profile/match-profiles.ts';
import { serverProfiles } from '../../src/profile/profiles.ts';
import { argumentNames } from '../../src/tools/describe-tool.ts';
import { readToolList } from '../../src/tools/read-tool-list.ts';

// The answers of the real servers to tools/list, as `.ci/tool-servers` leaves them.
const lists = process.env.BULKHEAD_TOOL_LISTS;
const listOf = (server: string) => join(lists ?? '', `${server}.json`);

describe.each(serverProfiles)('the real server $server $version', (profile) => {
  const { server, tools } = profile;
  const file = listOf(server);

  it.skipIf(lists === undefined || !existsSync(file))('lists what the profile says', () => {
    const reading = readToolList(readFileSync(file, 'utf8'));
    if (!reading.ok) throw new Error(reading.problems.map(({ message }) => message).join('\n'));
    const real = reading.tools.map((tool) => ({ name: tool.name, arguments: argumentNames(tool) }));
    const known = tools.map((tool) => ({
      name: tool.name,
      arguments: [...topLevel(tool).keys()].toSorted(),
    }));
    const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1);
    expect(known.toSorted(byName)).toEqual(real.toSorted(byName));
    for (const { name, arguments: args } of tools) {
      const schema = reading.tools.find((tool) => tool.name === name)?.inputSchema;
      const demanded = requiredOf(schema);
      for (const [argument, required] of topLevel({ name, effect: 'read', arguments: args })) {
        if (required !== undefined)
          expect([name, argument, demanded.includes(argument)]).toEqual([name, argument, required]);
      }
      expect(args.map(({ path }) => path).filter((path) => !leadsSomewhere(schema, path))).toEqual([]);
    }
  });

  it.skipIf(lists === undefined || !existsSync(file) || server === 'postgres')('is told by its list', () => {
    const reading = readToolList(readFileSync(file, 'utf8'));
    const listed = reading.ok ? reading.tools : [];
    const told = fittingTools(new Map(listed.map((tool) => [tool.name, new Set(argumentNames(tool))])));
    expect([...told.values()].filter((matched) => matched.profile === profile)).toHaveLength(tools.length);
  });

  it.skipIf(lists === undefined || !existsSync(file))(
    'does not read only what the profile says it writes',
    () => {
      const reading = readToolList(readFileSync(file, 'utf8'));
      for (const { name, hints } of reading.ok ? reading.tools : []) {
        const effect = tools.find((tool) => tool.name === name)?.effect;
        if (hints.readOnly !== undefined) expect([name, effect === 'read']).toEqual([name, hints.readOnly]);
      }
    },
  );
});

/** Whether a path can be followed through a schema, or ends in a part that says nothing of what is inside. */
function leadsSomewhere(schema: unknown, path: string): boolean {
  let parts = [schema];
  for (const step of path.replaceAll('[*]', '.[*]').split('.')) {
    const next = parts.flatMap((part) => below(part, step));
    if (next.length === 0) return false;
    parts = next;
  }
  return true;
}

function below(schema: unknown, step: string): readonly unknown[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const choices = 'anyOf' in schema && Array.isArray(schema.anyOf) ? schema.anyOf : [];
  const inner =
    step === '[*]' ? Object.entries(schema).filter(([key]) => key === 'items') : propertiesOf(schema);
  return [
    ...inner.flatMap(([key, value]) => (step === '[*]' || key === step ? [value] : [])),
    ...choices.flatMap((choice) => below(choice, step)),
  ];
}

function propertiesOf(schema: object): readonly [string, unknown][] {
  const properties = 'properties' in schema ? schema.properties : undefined;
  return typeof properties === 'object' && properties !== null ? Object.entries(properties) : [];
}

function requiredOf(schema: unknown): readonly unknown[] {
  if (typeof schema !== 'object' || schema === null || !('required' in schema)) return [];
  return Array.isArray(schema.required) ? schema.required : [];
}
