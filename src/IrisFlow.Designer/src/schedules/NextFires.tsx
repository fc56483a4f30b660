import type { Fire } from "../api/schedules";
import { clockHere, offsetOf, wallClock, zoneHere } from "./instants";

interface Props {
  zone: string;
  fires: readonly Fire[];
  /** What the table is called. */
  label: string;
  /** Without the offsets, where there is little room. */
  short?: boolean;
}

/** The ticks to come: as the clocks of the schedule's zone show them, as those here do, and what daylight saving does to them. */
export function NextFires({ zone, fires, label, short = false }: Props) {
  const here = zoneHere();
  const flagged = fires.filter((fire) => fire.dst !== null);
  return (
    <div className="next-fires">
      <table className="plain dense" aria-label={label}>
        <thead>
          <tr>
            <th scope="col">{zone}</th>
            <th scope="col">Here{here === zone ? "" : ` (${here})`}</th>
          </tr>
        </thead>
        <tbody>
          {fires.map((fire) => (
            <tr key={fire.at} className={fire.dst === null ? undefined : "next-flagged"}>
              <td>
                <time dateTime={fire.zoned}>{wallClock(fire.zoned)}</time>{" "}
                {!short && <span className="soft">{offsetOf(fire.zoned)} </span>}
                {fire.dst !== null && <span className="pill warn">{flags[fire.dst]}</span>}
              </td>
              <td>
                <time dateTime={fire.at}>{clockHere(fire.at)}</time>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {flagged.map((fire) => (
        <p key={fire.at} className="hint next-note">
          <strong>{wallClock(fire.zoned)}:</strong> {fire.note ?? meanings[fire.dst ?? "change"]}
        </p>
      ))}
    </div>
  );
}

const flags = { gap: "clocks jump", fold: "hour twice", change: "clocks change" };

const meanings = {
  gap: "The time does not exist on this day: it runs at the first one after it.",
  fold: "The time comes twice on this day: it runs at the first.",
  change: "The clocks change on this day.",
};
