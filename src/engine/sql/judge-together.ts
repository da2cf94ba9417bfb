import type { Inquiry, Mark } from './inquiry.ts';
import { refuse } from './inquiry.ts';
import { askedLateOutput } from './late-outputs.ts';

const together: readonly (readonly [Mark, Mark, string])[] = [
  ['array', 'json', 'an array of values in a statement that makes json, of which arrays cannot be compared'],
  ['lazy', 'loose', 'a FROM item that may fail before rows of a table held by way of another'],
];

/** What is taken of each part of a statement, and not of the whole: asked when all of it was judged. */
export function judgeTogether(inquiry: Inquiry): void {
  const { cteNames, tableNames, bareNames, rowNames, firstPlaces } = inquiry;
  for (const name of cteNames)
    if (tableNames.has(name))
      refuse(inquiry, `WITH ${name}, where ${name} also stands for a table`, tableNames.get(name));
  for (const [name, where] of bareNames)
    if (rowNames.has(name)) refuse(inquiry, `${name}, a row as a value that may be compared`, where);
  for (const [one, other, what] of together)
    if (firstPlaces.has(one) && firstPlaces.has(other)) refuse(inquiry, what, firstPlaces.get(one));
  const late = askedLateOutput(inquiry.late, rowNames);
  if (late !== undefined) refuse(inquiry, late.what, late.where);
}
