/** Something a person can do. Menus, shortcuts, the command palette and the key map all come from this one description. */
export interface Action {
  id: string;
  label: string;
  /** Under which heading the key map shows it. */
  section: string;
  /** Each as `Mod+Shift+P`; `Mod` is Ctrl, and the command key on a Mac. */
  keys?: readonly string[];
  /** Where its keys work: everywhere, or only while the focus is on the canvas or in the list of steps. */
  scope?: "page" | "canvas";
  /** The browser tells of these keys itself (copy, cut, paste): they are shown, not listened to. */
  byBrowser?: boolean;
  /** Why it can't be done now; undefined when it can. */
  refused?(): string | undefined;
  run(): void;
}

/** A key stroke as its parts. */
interface Stroke {
  key: string;
  mod: boolean;
  shift: boolean;
  alt: boolean;
}

/**
 * Whether an event is this key. A sign that needs Shift on some keyboards (`?`, `/`) is told by the sign alone; a letter, where
 * the keyboard writes another script or Alt makes another sign of it, by where the key is.
 */
export function isKey(event: KeyboardEvent, keys: string): boolean {
  const stroke = strokeOf(keys);
  const sign = /^[^A-Za-z0-9]$/.test(stroke.key);
  const isLatin = /^[ -~]+$/.test(event.key) && event.key !== "Dead";
  const key = isLatin ? event.key : event.code.replace(/^Key/, "");
  return (
    key.toLowerCase() === stroke.key.toLowerCase() &&
    (event.ctrlKey || event.metaKey) === stroke.mod &&
    event.altKey === stroke.alt &&
    (sign || event.shiftKey === stroke.shift)
  );
}

/** The keys as they are written on the screen. */
export function shownKeys(keys: string): string {
  return keys
    .split(/\+(?=.)/)
    .map((key) => shown[key] ?? key)
    .join(" ");
}

/** Whether what is typed goes into a text: a checkbox or a list takes keys, too, but undoes nothing. */
export function isText(target: EventTarget | null): boolean {
  return isTyping(target) && !(target as HTMLElement).matches("select, [type=checkbox], [type=radio], [type=range]");
}

/** Whether what is typed goes into a field. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.closest("input, textarea, select, [contenteditable='true']") !== null)
  );
}

const shown: Record<string, string> = {
  Mod: "Ctrl",
  ArrowLeft: "←",
  ArrowRight: "→",
  ArrowUp: "↑",
  ArrowDown: "↓",
  ContextMenu: "Menu",
};

function strokeOf(keys: string): Stroke {
  const parts = keys.split(/\+(?=.)/);
  return {
    key: parts.at(-1) ?? "",
    mod: parts.includes("Mod"),
    shift: parts.includes("Shift"),
    alt: parts.includes("Alt"),
  };
}
