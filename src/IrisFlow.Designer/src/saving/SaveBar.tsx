import { isChanged } from "../document/store";
import { useDocument } from "../document/useDocument";

/** Whether there is something to save. */
export function SaveBar() {
  const changed = useDocument(isChanged);
  return <span className="soft">{changed ? "Changed" : "As saved"}</span>;
}
