/**
 * How well words fit texts: 0 when a word fits none of them, more the earlier the text and the place in it.
 * Each word has to be found; where it begins a word, it counts more.
 */
export function fit(words: string, texts: readonly string[]): number {
  let sum = 1;
  for (const word of words.toLowerCase().split(/\s+/).filter(Boolean)) {
    const best = Math.max(...texts.map((text, index) => found(word, text.toLowerCase()) / (index + 1)));
    if (best <= 0) {
      return 0;
    }

    sum += best;
  }

  return sum;
}

function found(word: string, text: string): number {
  const at = text.indexOf(word);
  if (at < 0) {
    return 0;
  }

  if (text === word) {
    return 12;
  }

  return at === 0 ? 8 : /[^a-z0-9]/.test(text[at - 1] ?? "") ? 6 : 2;
}
