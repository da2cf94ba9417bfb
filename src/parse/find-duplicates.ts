import type { Diagnostic } from '../model/diagnostic.ts';
import type { PolicyDocument } from '../model/documents.ts';
import type { Place } from '../model/place.ts';
import { placeOf, type SourceText } from '../text/source-text.ts';

/**
 * Documents of one name: two tenants of one id, two templates of one name, a second plans document, a tool with two
 * entries in the boundaries. Each is reported where it stands the second time, and says where the first is.
 */
export function findDuplicates(
  documents: readonly PolicyDocument[],
  sources: ReadonlyMap<string, SourceText>,
): readonly Diagnostic[] {
  const seen = new Map<string, Place>();
  const found: Diagnostic[] = [];
  for (const document of documents) {
    for (const named of namesOf(document, sources)) {
      const earlier = seen.get(named.key);
      if (earlier === undefined) seen.set(named.key, named.place);
      else found.push(duplicate(named, earlier));
    }
  }
  return found;
}

interface Named {
  readonly key: string;
  readonly place: Place;
  readonly message: string;
  readonly help: string;
}

function namesOf(document: PolicyDocument, sources: ReadonlyMap<string, SourceText>): readonly Named[] {
  switch (document.kind) {
    case 'tenant':
      return [tenantName(document.tenantId.value, document.tenantId.place)];
    case 'tenants':
      return document.tenants.map(({ tenantId }) => tenantName(tenantId.value, tenantId.place));
    case 'template':
      return [
        {
          key: `template ${document.name.value}`,
          place: document.name.place,
          message: `two templates are called \`${document.name.value}\``,
          help: 'give each a name of its own; `extends` could mean either',
        },
      ];
    case 'plans':
      return [
        {
          key: 'plans',
          place: firstWord(document.place, sources),
          message: 'a second plans document',
          help: 'a workspace has one; put all plans in it',
        },
      ];
    case 'boundaries':
      return document.tools.map(({ tool }) => ({
        key: `boundary ${tool.value}`,
        place: tool.place,
        message: `the boundaries of \`${tool.value}\` stand twice`,
        help: 'keep one of them, or put both matchers in one `all_of`',
      }));
    default:
      return [];
  }
}

function tenantName(id: string, place: Place): Named {
  return {
    key: `tenant ${id}`,
    place,
    message: `two policies are for the tenant \`${id}\``,
    help: 'a tenant has one policy; what is shared goes in a template',
  };
}

function duplicate(named: Named, earlier: Place): Diagnostic {
  const { message, help, place } = named;
  const where =
    earlier.file === place.file
      ? `line ${earlier.line}`
      : `${earlier.file}:${earlier.line}:${earlier.column}`;
  const causes = earlier.file === place.file ? {} : { causes: [earlier.file] };
  return {
    code: 'schema/duplicate-id',
    severity: 'error',
    message,
    label: `also in ${where}`,
    help,
    place,
    ...causes,
  };
}

// A whole document is too much to underline.
function firstWord(place: Place, sources: ReadonlyMap<string, SourceText>): Place {
  const source = sources.get(place.file);
  const word = /^[\w]+/.exec(source?.text.slice(place.start, place.start + 80) ?? '')?.[0] ?? '';
  return source === undefined ? place : placeOf(source, place.start, place.start + word.length);
}
