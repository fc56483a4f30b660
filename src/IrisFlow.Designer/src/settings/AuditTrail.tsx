import { useInfiniteQuery } from "@tanstack/react-query";
import { getAudit, shownInstant } from "./settings";

/** Who changed what over HTTP and how it ended, the newest first. */
export function AuditTrail() {
  const trail = useInfiniteQuery({
    queryKey: ["audit"],
    queryFn: ({ pageParam, signal }) => getAudit(pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    staleTime: 0,
    throwOnError: true,
  });
  const records = trail.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section aria-labelledby="settings-audit">
      <h2 id="settings-audit">Who changed what</h2>
      {trail.isSuccess && records.length === 0 && <p>Nothing was changed yet.</p>}
      {records.length > 0 && (
        <table className="plain" aria-labelledby="settings-audit">
          <thead>
            <tr>
              <th scope="col">When</th>
              <th scope="col">Who</th>
              <th scope="col">What</th>
              <th scope="col">Where</th>
              <th scope="col">Outcome</th>
            </tr>
          </thead>
          <tbody>
            {records.map((record, index) => (
              <tr key={index}>
                <td>{shownInstant(record.at)}</td>
                <td>{record.actor}</td>
                <td>{record.action}</td>
                <td>
                  <code>{record.subject}</code>
                </td>
                <td className={record.detail.status < 400 ? undefined : "settings-refused"}>
                  {record.detail.status} {record.detail.rule}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {trail.hasNextPage && (
        <p>
          <button type="button" disabled={trail.isFetching} onClick={() => void trail.fetchNextPage()}>
            Show more
          </button>
        </p>
      )}
    </section>
  );
}
