import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { previewSchedule } from "../../api/schedules";
import { type JsonObject, member } from "../../document/json";
import { NextFires } from "../NextFires";

const shown = 5;

/** When the schedule that is being edited would fire, in words and as the next ticks, soon after each change. */
export function SchedulePreview({ schedule }: { schedule: JsonObject }) {
  const [cron, zone] = useSettled([member(schedule, "cron") ?? "", member(schedule, "zone") ?? ""], 250);
  const preview = useQuery({
    queryKey: ["schedule-preview", cron, zone],
    queryFn: async ({ signal }) => ({ zone: String(zone), ...(await previewSchedule({ cron, zone }, signal)) }),
    placeholderData: keepPreviousData,
    staleTime: 0,
    retry: false,
  });
  const words = preview.data?.words?.when;
  const next = preview.data?.next ?? [];
  return (
    <div className="schedule-preview" aria-busy={preview.isFetching}>
      <p role="status" className="schedule-words">
        {preview.isError
          ? `When it fires can't be told: ${preview.error.message}`
          : (words ?? (preview.data && "When it fires can be told once it is right."))}
      </p>
      {preview.data && next.length > 0 && (
        <NextFires zone={preview.data.zone} fires={next.slice(0, shown)} label="When it would fire next" short />
      )}
    </div>
  );
}

/** A value as it stood when it last rested for a while. */
function useSettled<T extends readonly unknown[]>(value: T, wait: number): T {
  const [settled, setSettled] = useState(value);
  const now = JSON.stringify(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(JSON.parse(now) as T), wait);
    return () => clearTimeout(timer);
  }, [now, wait]);
  return settled;
}
