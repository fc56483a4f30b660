const key = "irisflow-recent-activities";
const kept = 8;

/** The activities that were added last in this browser, the newest first. */
export function recentActivities(): string[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(key) ?? "[]");
    return Array.isArray(stored)
      ? stored.filter((item): item is string => typeof item === "string").slice(0, kept)
      : [];
  } catch {
    return [];
  }
}

/** Remembers that an activity was added. A browser that keeps nothing is no trouble. */
export function remember(uses: string): void {
  try {
    localStorage.setItem(
      key,
      JSON.stringify([uses, ...recentActivities().filter((other) => other !== uses)].slice(0, kept)),
    );
  } catch {
    // Storage may be full, or forbidden.
  }
}
