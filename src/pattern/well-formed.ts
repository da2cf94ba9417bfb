declare global {
  interface String {
    /** ES2024, in every Node this runs on: no surrogate stands alone. */
    isWellFormed(): boolean;
  }
}

/** Is every surrogate of the text one half of a pair? */
export function isWellFormed(text: string): boolean {
  return text.isWellFormed();
}
