import "./state.css";

/** The state of a run or step, as a sign and a word. */
export function StateTag({ state }: { state: string }) {
  return (
    <span className={`state-tag tag-${state}`}>
      <span className={`state-dot dot-${state}`} aria-hidden="true" />
      {state === "not-selected" ? "left out" : state.replace("-", " ")}
    </span>
  );
}
