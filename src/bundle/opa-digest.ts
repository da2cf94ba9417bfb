import type { Sha256 } from './bytes.ts';
import { hexText, utf8Bytes, utf8Text } from './bytes.ts';
import { opaCanonicalJson } from './opa-canonical-json.ts';

const structured: ReadonlySet<string> = new Set(['data.json', '.manifest', 'signatures.json']);

/**
 * The SHA-256 of a bundle's file as Open Policy Agent takes it, in hexadecimal: of the canonical text of `data.json`,
 * `.manifest` and `signatures.json`, of the raw bytes of any other. Undefined where the JSON cannot be read strictly.
 */
export function opaDigest(name: string, bytes: Uint8Array, sha256: Sha256): string | undefined {
  const base = name.slice(name.lastIndexOf('/') + 1);
  if (!structured.has(base)) return hexText(sha256(bytes));
  const text = utf8Text(bytes);
  if (text === undefined) return undefined;
  const canonical = opaCanonicalJson(text);
  return canonical.ok ? hexText(sha256(utf8Bytes(canonical.text))) : undefined;
}
