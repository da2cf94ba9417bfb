import { subjectTenant, subjectTool } from './search-case.ts';

/** A call of the tenant whose policy is searched. */
export interface SearchedCall {
  readonly tool: string;
  readonly arguments: { readonly [key: string]: unknown };
  readonly context: { readonly [key: string]: unknown };
}

/** A key of the arguments or of the context, whose value the search chooses. */
export interface Root {
  readonly in: 'arguments' | 'context';
  readonly key: string;
}

/** Where `${context.user_id}` is read. */
export const userRoot: Root = { in: 'context', key: 'user_id' };

/** The call in which the roots have the values; an undefined one is left out. */
export function callWith(chosen: readonly (readonly [root: Root, value: unknown])[]): SearchedCall {
  const parts: { [part in Root['in']]: { [key: string]: unknown } } = {
    arguments: {},
    context: { tenant_id: subjectTenant },
  };
  for (const [root, value] of chosen) if (value !== undefined) parts[root.in][root.key] = value;
  return { tool: subjectTool, ...parts };
}
