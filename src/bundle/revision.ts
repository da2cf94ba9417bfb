import type { BundleData } from './bundle-data.ts';
import type { Sha256 } from './bytes.ts';
import { hexText, utf8Bytes } from './bytes.ts';
import { opaCanonicalJson } from './opa-canonical-json.ts';

/**
 * The digest of the compiled content, positions aside: two workspaces that differ only in where things are written, in
 * comments or in descriptions have one revision. Undefined where a text is not well-formed Unicode.
 */
export function revisionOf(data: BundleData, sha256: Sha256): string | undefined {
  const { positions: _, ...content } = data;
  const canonical = opaCanonicalJson(JSON.stringify(content));
  return canonical.ok ? hexText(sha256(utf8Bytes(canonical.text))) : undefined;
}
