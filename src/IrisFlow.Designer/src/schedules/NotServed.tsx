/** Said where schedules stand and nothing fires them. */
export function NotServed() {
  return (
    <div className="schedule-banner" role="status">
      <strong>Nothing fires these schedules.</strong> This server was told to leave them alone, and no other serves this
      workspace. They fire while <code>irisflow serve</code> runs without <code>--no-schedules</code>.
    </div>
  );
}
