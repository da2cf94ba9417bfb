import type {
  BaselineDocument,
  PolicyDocument,
  TemplateDocument,
  TenantDocument,
} from '../model/documents.ts';
import type { Rule } from '../model/rule.ts';

/** A document that may hold rules. */
export type RuleDocument = TenantDocument | TemplateDocument | BaselineDocument;

/** A rule where it is written, once however many tenants have it. `name` is its id, else `<first tool>#<n>`. */
export interface WrittenRule {
  readonly document: RuleDocument;
  readonly rule: Rule;
  readonly name: string;
  readonly tool: string;
}

/** Every rule of every document, in their order. */
export function* writtenRules(documents: readonly PolicyDocument[]): Generator<WrittenRule> {
  for (const document of ruleDocuments(documents)) {
    const seen = new Map<string, number>();
    for (const rule of document.rules) {
      const tool = rule.tools[0]?.value ?? '';
      const nth = seen.get(tool) ?? 0;
      seen.set(tool, nth + 1);
      yield { document, rule, name: rule.id ?? `${tool}#${nth}`, tool };
    }
  }
}

/** The documents that may hold rules, those of a list of tenants included. */
export function* ruleDocuments(documents: readonly PolicyDocument[]): Generator<RuleDocument> {
  for (const document of documents) {
    switch (document.kind) {
      case 'tenant':
      case 'template':
      case 'baseline':
        yield document;
        break;
      case 'tenants':
        yield* document.tenants;
        break;
      default:
    }
  }
}
