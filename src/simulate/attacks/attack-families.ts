import type { AttackFamily } from './attack-family.ts';
import { caseAndUnicode } from './families/case-and-unicode.ts';
import { commands } from './families/commands.ts';
import { encodings } from './families/encodings.ts';
import { extraArguments } from './families/extra-arguments.ts';
import { filterWidening } from './families/filter-widening.ts';
import { lookAlikes } from './families/look-alikes.ts';
import { otherTenants } from './families/other-tenants.ts';
import { sqlWidening } from './families/sql-widening.ts';
import { traversal } from './families/traversal.ts';
import { typesAndLists } from './families/types-and-lists.ts';

/** All families, in the order in which they are tried. */
export const attackFamilies: readonly AttackFamily[] = [
  otherTenants,
  traversal,
  encodings,
  caseAndUnicode,
  sqlWidening,
  filterWidening,
  lookAlikes,
  commands,
  typesAndLists,
  extraArguments,
];
