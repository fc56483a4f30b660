import { familyOf } from "../activities/activities";

const paths: Record<string, string> = {
  data: "M2 3h12v10H2zM2 6.5h12M2 10h12M6.5 3v10",
  features: "M3 4h6M12 4h1M3 8h1M7 8h6M3 12h7M13 12h0M10.5 2.8v2.4M5.5 6.8v2.4M11.5 10.8v2.4",
  model: "M8 3.2v2.6M8 10.2v2.6M4 8h8M8 8l-4 4M8 8l4-4M4 4l4 4M12 12l-4-4",
  flow: "M3 8a5 5 0 0 1 9-3M13 8a5 5 0 0 1-9 3M12 2v3h-3M4 14v-3h3",
  other: "M8 2l5 3v6l-5 3-5-3V5zM8 8l5-3M8 8v6M8 8L3 5",
};

/** The sign of a family of activities. */
export function FamilyIcon({ uses }: { uses: string }) {
  return (
    <svg className="family-icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path d={paths[familyOf(uses)] ?? paths.other} />
    </svg>
  );
}
