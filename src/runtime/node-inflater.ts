import { crc32, inflateRawSync } from 'node:zlib';
import type { Inflater } from '../bundle/inflater.ts';

/** Node's own zlib. */
export const nodeInflater: Inflater = {
  inflate(deflated, size) {
    try {
      const inflated: unknown = inflateRawSync(deflated, {
        info: true,
        // One more than promised is enough to see that there is more.
        maxOutputLength: size + 1,
        chunkSize: Math.min(Math.max(size + 1, 64), 4 * 1024 * 1024),
      });
      const { bytes, consumed } = readInfo(inflated);
      return bytes?.length === size && consumed === deflated.length ? bytes : undefined;
    } catch {
      return undefined;
    }
  },
  crc32: (bytes) => crc32(bytes),
};

// With `info` Node gives the engine beside the buffer; its types do not say so.
function readInfo(inflated: unknown): { readonly bytes?: Uint8Array; readonly consumed?: number } {
  if (typeof inflated !== 'object' || inflated === null || !('buffer' in inflated && 'engine' in inflated))
    return {};
  const { buffer, engine } = inflated;
  if (!(buffer instanceof Uint8Array) || typeof engine !== 'object' || engine === null) return {};
  return 'bytesWritten' in engine && typeof engine.bytesWritten === 'number'
    ? {
        bytes: new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.length),
        consumed: engine.bytesWritten,
      }
    : {};
}
