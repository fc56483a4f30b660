import { checkWorkflow, readWorkflow } from "../api/workflows";
import { isChanged, type OpenWorkflow } from "../document/store";

/** Hands out the workflow as the server writes it, to the byte; of one that was changed, the text that a save would write. */
export async function exportText(open: OpenWorkflow): Promise<void> {
  const text = isChanged(open)
    ? (await checkWorkflow(open.workflow, open.history.document.definition)).text
    : (await readWorkflow(open.workflow)).body.text;
  if (text === null) {
    throw new Error("There is nothing to export: the definition is no workflow yet. The findings say why.");
  }
  download(`${open.workflow}.flow.json`, text);
}

/** Has the browser save a text as a file. */
export function download(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url));
}
