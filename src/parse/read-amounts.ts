import type { Sourced } from '../model/place.ts';
import type { Rate } from '../model/rule.ts';
import { parseDuration } from '../text/duration.ts';
import { parseRate } from '../text/rate.ts';
import { isText } from './fields.ts';
import type { LocatedNode } from './located-node.ts';
import type { Problems } from './problems.ts';

/** A duration in milliseconds; what is none is reported. */
export function readTime(
  problems: Problems,
  node: LocatedNode | undefined,
  kind: 'timeout' | 'retention',
): number | undefined {
  if (node === undefined) return undefined;
  if (!isText(node)) {
    problems.misfit(node);
    return undefined;
  }
  const ms = parseDuration(node.value, kind);
  if (ms !== undefined) return ms;
  const units =
    kind === 'timeout'
      ? '`s`, `min`, `hours`, `days`'
      : '`s`, `min`, `hours`, `days`, `weeks`, `months`, `years`';
  problems.add('schema/invalid', node, {
    message: `\`${node.value}\` is not a duration`,
    label: 'not a duration',
    help: `write a whole number and a unit (${units}), such as \`${kind === 'timeout' ? '10min' : '90days'}\``,
  });
  return undefined;
}

/** A rate such as `50/hour`; what is none is reported. */
export function readRate(problems: Problems, node: LocatedNode | undefined): Sourced<Rate> | undefined {
  if (node === undefined) return undefined;
  if (!isText(node)) {
    problems.misfit(node);
    return undefined;
  }
  const rate = parseRate(node.value);
  if (rate !== undefined) return { value: rate, place: problems.place(node) };
  problems.add('schema/invalid', node, {
    message: `\`${node.value}\` is not a rate`,
    label: 'not a rate',
    help: 'write a whole number above zero, `/`, and `s`, `min`, `hour` or `day`, such as `50/hour`',
  });
  return undefined;
}
