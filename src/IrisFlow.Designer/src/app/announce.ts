/** Says a sentence in the page's status, where a screen reader hears it. Said again, it is heard again. */
export function announce(sentence: string): void {
  const status = globalThis.document?.getElementById("status");
  if (status) {
    status.textContent = status.textContent === sentence ? `${sentence}\u00a0` : sentence;
  }
}
