import type { BundleData } from './bundle-data.ts';
import type { Sha256 } from './bytes.ts';
import { hexText, utf8Bytes } from './bytes.ts';
import { opaCanonicalJson } from './opa-canonical-json.ts';

/**
 * The digest of the compiled content, positions aside: two workspaces that differ only in where things are written, in
 * comments or in descriptions have one revision. `isSorted` says that the data was read from canonical text. Undefined
 * where a text is not well-formed Unicode.
 */
export function revisionOf(data: BundleData, sha256: Sha256, isSorted: boolean = false): string | undefined {
  const { positions: _, ...content } = data;
  const text = JSON.stringify(content);
  if (isSorted) return hexText(sha256(utf8Bytes(text)));
  const canonical = opaCanonicalJson(text);
  return canonical.ok ? hexText(sha256(utf8Bytes(canonical.text))) : undefined;
}
