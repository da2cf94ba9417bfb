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
    case 'any':
      return node.parts.every((part) => holdsEquality(part, field, isAccepted));
    case 'other':
      return false;
  }
}
