/** Says a sentence in the page's status: it is seen for some seconds, and a screen reader hears it. Said again, it is heard again. */
export function announce(sentence: string): void {
  const status = globalThis.document?.getElementById("status");
  if (status) {
    status.textContent = status.textContent === sentence ? `${sentence}\u00a0` : sentence;
    for (const fading of status.getAnimations?.() ?? []) {
      fading.cancel();
      fading.play();
    }
  }
}
