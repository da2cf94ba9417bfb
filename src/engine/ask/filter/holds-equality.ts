import type { Scalar } from '../../../model/json.ts';
import type { FilterNode } from './filter-node.ts';

/** Whether every record that the filter takes has a value in that field that is accepted. False says nothing. */
export function holdsEquality(
  node: FilterNode,
  field: string,
  isAccepted: (value: Scalar) => boolean,
): boolean {
  switch (node.kind) {
    case 'equal':
      return node.field === field && node.values.every(isAccepted);
    case 'all':
      return node.parts.some((part) => holdsEquality(part, field, isAccepted));
    case 'some': {
      // Of so many parts that hold, at least one is among those that hold the field.
      const open = node.parts.filter((part) => !holdsEquality(part, field, isAccepted)).length;
      return open < node.least;
    }
    case 'other':
      return false;
  }
}
