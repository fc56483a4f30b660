/**
 * Says a sentence in the page's status: it is seen for some seconds, and a screen reader hears it. Said again, it is heard again.
 * What whoever sees the page sees anyway is only heard.
 */
export function announce(sentence: string, isOnlyHeard = false): void {
  const status = globalThis.document?.getElementById("status");
  if (status) {
    status.classList.toggle("visually-hidden", isOnlyHeard);
    status.textContent = status.textContent === sentence ? `${sentence}\u00a0` : sentence;
    for (const fading of status.getAnimations?.() ?? []) {
      fading.cancel();
      fading.play();
    }
  }
}
