import type { Place } from '../../model/place.ts';
import type { Decider } from './walk-tool.ts';

/** The same for the same part of one version of a policy. */
export function deciderKey(by: Decider): string {
  switch (by.kind) {
    case 'boundary':
      return `boundary ${by.boundary.entry.path.text}`;
    case 'condition':
      return `${placeKey(by.condition.linked.source.place)} ${by.rule.linked.source.name} ${by.condition.linked.name}`;
    case 'action':
      return `${placeKey(by.rule.linked.source.rule.place)} ${by.rule.linked.source.name}`;
    default:
      return by.kind;
  }
}

/** Where it is written; undefined where nothing is. */
export function deciderPlace(by: Decider): Place | undefined {
  switch (by.kind) {
    case 'boundary':
      return by.boundary.entry.matcher.place;
    case 'condition':
      return by.condition.linked.source.place;
    case 'action':
      return by.rule.linked.source.rule.action?.place ?? by.rule.linked.source.rule.place;
    default:
      return undefined;
  }
}

function placeKey({ file, start }: Place): string {
  return `${file}:${start}`;
}
