import type { Reference } from '../../model/template-text.ts';

/** The reference as it is written. */
export function referenceText(reference: Reference): string {
  switch (reference.ref) {
    case 'vars':
      return `\${vars.${reference.name}}`;
    case 'context':
      return `\${context.${reference.key}}`;
    case 'env':
      return `\${env:${reference.name}}`;
    default:
      return `\${${reference.ref}}`;
  }
}
