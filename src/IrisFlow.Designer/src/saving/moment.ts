/** A moment as short as it can be told: the time today, else the day and the time. */
export function momentOf(at: string, now = new Date()): string {
  const moment = new Date(at);
  const time = moment.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  return moment.toDateString() === now.toDateString() ? time : `${moment.toLocaleDateString()} ${time}`;
}
