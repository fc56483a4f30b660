import type { Suggest, Suggestion } from "../../forms/suggest";

/** The time zones that this browser knows, UTC among them. */
export const zones: readonly string[] = [...new Set(["UTC", ...Intl.supportedValuesOf("timeZone")])];

/** Zones whose names hold all words of a text: "berlin", "new york", "america"; those of a place that begins so first. */
export function zonesLike(text: string): string[] {
  const words = plain(text).split(" ").filter(Boolean);
  const found = zones.filter((zone) => words.every((word) => plain(zone).includes(word)));
  const begins = (zone: string) => (plain(zone.slice(zone.lastIndexOf("/") + 1)).startsWith(words[0] ?? "") ? 0 : 1);
  return words.length === 0 ? found : found.sort((one, other) => begins(one) - begins(other));
}

/** The whole text is a zone. */
export const zoneSuggestions: Suggest = (text) => ({
  from: 0,
  to: text.length,
  options: zonesLike(text).map(asSuggestion),
});

function asSuggestion(zone: string): Suggestion {
  return {
    label: zone,
    insert: zone,
    // Asked for only where it is shown: a formatter for each of four hundred zones takes a while.
    get detail() {
      return offsetNow(zone);
    },
  };
}

const offsets = new Map<string, string>();

function offsetNow(zone: string): string {
  const known = offsets.get(zone) ?? offset(zone);
  offsets.set(zone, known);
  return known;
}

function offset(zone: string): string {
  const parts = new Intl.DateTimeFormat("en", { timeZone: zone, timeZoneName: "shortOffset" }).formatToParts();
  return parts.find((part) => part.type === "timeZoneName")?.value.replace("GMT", "UTC") ?? "";
}

const plain = (text: string) => text.toLowerCase().replaceAll(/[_/]+/g, " ").trim();
