import type { ArgumentPath } from '../model/argument-path.ts';
import { suggest } from '../text/suggest.ts';
import { parseArgumentPath } from './argument-path.ts';
import { isText } from './fields.ts';
import type { ScalarNode } from './located-node.ts';
import type { Problems } from './problems.ts';
import type { TextScope } from './read-template-text.ts';
import { scalarOffset } from './scalar-offset.ts';

const roots = ['arguments', 'context'];

/** The path that a key of `match` or of a boundary's tool names. `result.` paths stand in boundaries only. */
export function readPath(problems: Problems, node: ScalarNode, scope: TextScope): ArgumentPath | undefined {
  if (!isText(node)) {
    problems.misfit(node);
    return undefined;
  }
  const parsed = parseArgumentPath(node.value);
  if (parsed.ok && node.value.includes('${')) {
    problems.add('schema/reference', node, {
      message: 'a path cannot refer to anything',
      label: 'a reference in a path',
      help: 'write the name of the argument itself',
    });
    return undefined;
  }
  if (parsed.ok && (scope === 'boundary' || parsed.path.root !== 'result')) return parsed.path;
  if (parsed.ok) {
    problems.add('schema/invalid', node, {
      message: 'a rule is decided before there is a result',
      label: '`result.` stands in boundaries only',
    });
    return undefined;
  }
  const start = scalarOffset(problems.source, problems.place(node), parsed.problem.index);
  const root = /^[^.[]*/.exec(node.value)?.[0] ?? '';
  const near = roots.includes(root) ? root : suggest(root, roots);
  const better = near === undefined ? `arguments.${node.value}` : near + node.value.slice(root.length);
  problems.add(
    'schema/invalid',
    { start: Math.min(start, node.end - 1), end: node.end },
    {
      message: `\`${node.value}\` is not the path of an argument: ${parsed.problem.message}`,
      label: 'not a path',
      help:
        near !== root && parseArgumentPath(better).ok
          ? `did you mean \`${better}\`?`
          : 'write `arguments.name`, `arguments.list[*].name` or `arguments["odd.name"]`',
    },
  );
  return undefined;
}
