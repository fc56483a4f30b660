import type { Call } from "../api/runs";
import { announce } from "../app/announce";
import { curlOf } from "./commandLine";
import "./copy.css";

/** What a button does, as a line of the command line and as one of curl, to copy. */
export function CopyAs({ command, call, show = false }: { command?: string; call?: Call; show?: boolean }) {
  return (
    <div className="copy-as">
      {show && command !== undefined && <code className="copy-line">{command}</code>}
      {command !== undefined && (
        <button type="button" className="quiet" title={command} onClick={() => copy(command, "the command line")}>
          Copy as CLI
        </button>
      )}
      {call && (
        <button
          type="button"
          className="quiet"
          title={curlOf(call)}
          onClick={() => copy(curlOf(call), "the curl line")}
        >
          Copy as curl
        </button>
      )}
    </div>
  );
}

async function copy(text: string, what: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    announce(`Copied ${what}.`);
  } catch {
    announce("The browser does not let this page write to the clipboard.");
  }
}
