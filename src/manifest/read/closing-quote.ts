/** Index of the quote that ends the quoted text that `from` is in; -1 when there is none. */
export function closingQuote(text: string, from: number, quote: string): number {
  for (let i = from; i < text.length; i++) {
    const character = text[i];
    if (quote === '"' && character === '\\') {
      i += 1;
    } else if (character === quote) {
      if (quote === '"' || text[i + 1] !== quote) {
        return i;
      }
      i += 1;
    }
  }
  return -1;
}
