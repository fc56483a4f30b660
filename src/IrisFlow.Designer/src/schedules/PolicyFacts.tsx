import type { ScheduleWords } from "../api/schedules";
import type { JsonObject } from "../document/json";

/** What a schedule does at a tick, in words, and with which parameters. */
export function PolicyFacts({ words, parameters }: { words: ScheduleWords; parameters: JsonObject }) {
  const facts: [string, string][] = [
    ["Missed ticks", words.catchUp],
    ["While one still runs", words.overlap],
    ["A late start", words.deadline ?? "However late it is, it begins."],
    ["After failures", words.pause ?? "It goes on, whatever its runs end with."],
  ];
  const given = Object.entries(parameters);
  return (
    <dl className="facts">
      {facts.map(([name, text]) => (
        <div className="fact" key={name}>
          <dt>{name}</dt>
          <dd>{text}</dd>
        </div>
      ))}
      <div className="fact">
        <dt>Parameters</dt>
        <dd>
          {given.length === 0 && "The defaults of the workflow."}
          {given.map(([name, value]) => (
            <span key={name} className="given">
              {name} = <code>{JSON.stringify(value)}</code>
            </span>
          ))}
        </dd>
      </div>
    </dl>
  );
}
