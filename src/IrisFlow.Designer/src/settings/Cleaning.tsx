import { useMutation, useQuery } from "@tanstack/react-query";
import { queries } from "../api/queries";
import { CopyAs } from "../running/CopyAs";
import { bytes } from "../running/times";
import { clean, getCleaning, type Space } from "./settings";

const rules: Readonly<Record<string, string>> = {
  pin: "pinned",
  "at-work": "named by a run at work",
  unfinished: "named by an unfinished run",
  "last-runs": "named by one of the last successful runs",
  recent: "named by a young run",
  uploaded: "uploaded not long ago",
};

/** What the checkpoints take and by which rule they are kept; what nothing keeps can be given up. */
export function Cleaning({ mayClean }: { mayClean: boolean }) {
  const looked = useQuery({
    queryKey: ["cleaning"],
    queryFn: ({ signal }) => getCleaning(signal),
    staleTime: 0,
  });
  const apply = useMutation({
    mutationFn: clean,
    onSettled: () => queries.invalidateQueries({ queryKey: ["cleaning"] }),
  });
  const found = looked.data;
  const all: [string, Space][] = found
    ? [
        ...found.kept.map((group): [string, Space] => [`kept: ${rules[group.rule] ?? group.rule}`, group]),
        [`no longer needed: given up now, deleted ${days(found.graceMilliseconds)} later`, found.condemned],
        ["given up before, not deleted yet", found.waiting],
        ["given up before, deleted now", found.deleted],
        ["left by a crash", found.strays],
      ]
    : [];
  const rows = all.filter(([, space]) => space.objects > 0);
  const goes = found ? found.condemned.objects + found.deleted.objects + found.strays.objects : 0;
  const error = looked.error ?? apply.error;
  return (
    <section aria-labelledby="settings-cleaning">
      <h2 id="settings-cleaning">Space of checkpoints</h2>
      {found && (
        <p>
          Kept are the last {found.keepRuns} successful runs of each workflow, what is younger than{" "}
          {days(found.keepMilliseconds)}, what is pinned, and what can be resumed. The record of every run stays.
        </p>
      )}
      {looked.isPending && <p role="status">Looking…</p>}
      {rows.length > 0 && (
        <table className="plain settings-space" aria-labelledby="settings-cleaning">
          <thead>
            <tr>
              <th scope="col">Checkpoints</th>
              <th scope="col" className="number">
                Number
              </th>
              <th scope="col" className="number">
                Size
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(([words, space]) => (
              <tr key={words}>
                <td>{words}</td>
                <td className="number">{space.objects}</td>
                <td className="number">{bytes(space.bytes)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {found && rows.length === 0 && <p className="soft">There are no checkpoints yet.</p>}
      {found?.heldBack && <p>Some of it waits for a run at work, which may have chosen it already.</p>}
      {error && (
        <p role="alert" className="settings-refused">
          {error.message}
        </p>
      )}
      {found && (
        <div className="settings-row">
          {mayClean && (
            <button type="button" disabled={goes === 0 || apply.isPending} onClick={() => apply.mutate()}>
              Clean up
            </button>
          )}
          <span role="status" className="soft">
            {apply.isPending
              ? "Cleaning up…"
              : apply.data
                ? `Done: ${bytes(apply.data.deleted.bytes + apply.data.strays.bytes)} freed.`
                : goes === 0
                  ? "There is nothing to clean up."
                  : `${bytes(found.deleted.bytes + found.strays.bytes)} would be freed now.`}
          </span>
          <CopyAs command="irisflow gc --apply" call={{ method: "POST", path: "/api/cleaning" }} />
        </div>
      )}
    </section>
  );
}

const days = (milliseconds: number) => {
  const count = milliseconds / 86_400_000;
  return count === 1 ? "a day" : `${count} days`;
};
