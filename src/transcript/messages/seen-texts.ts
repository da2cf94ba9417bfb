/** How much is remembered of earlier records, so that memory does not grow with the recording. */
const maxKeys = 100_000;
const maxCharacters = 1 << 25;

/** Texts seen before. The oldest are forgotten once there are too many. */
export interface SeenTexts {
  has(text: string): boolean;
  /** Remembers the text; false where it was known. */
  add(text: string): boolean;
}

export function createSeenTexts(): SeenTexts {
  const texts = new Set<string>();
  let characters = 0;
  const forgetOldest = (): void => {
    for (const oldest of texts) {
      if (texts.size <= maxKeys && characters <= maxCharacters) return;
      texts.delete(oldest);
      characters -= oldest.length;
    }
  };
  return {
    has: (text) => texts.has(text),
    add: (text) => {
      if (texts.has(text)) return false;
      texts.add(text);
      characters += text.length;
      forgetOldest();
      return true;
    },
  };
}
