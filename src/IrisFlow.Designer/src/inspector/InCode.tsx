import { Link } from "react-router";
import { useReadOnly } from "./surroundings";

/** Says why nothing can be changed here, and what to do instead; nothing where it can. */
export function InCode() {
  return useReadOnly() ? (
    <p className="hint">
      C# defines this workflow, and what is changed here can't be saved. To change it, change the C#, or copy it in the{" "}
      <Link to="/">list of workflows</Link>.
    </p>
  ) : null;
}
