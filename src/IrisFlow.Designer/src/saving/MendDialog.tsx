import { useState } from "react";
import { Dialog } from "../actions/Dialog";
import { FieldFindings } from "../forms/FieldFindings";
import { JsonEditor } from "../inspector/JsonEditor";
import { readText } from "../inspector/jsonText";
import type { Saving } from "./state";
import { useSaver } from "./useSaver";

/** The text of a file that is no JSON, to be put right. */
export function MendDialog({ broken, onClose }: { broken: NonNullable<Saving["broken"]>; onClose: () => void }) {
  const saver = useSaver();
  const [text, setText] = useState(broken.text);
  const read = readText(text);
  const save = async () => {
    if ("value" in read) {
      await saver.mend(read.value);
      onClose();
    }
  };
  return (
    <Dialog label="Mend the file" className="dialog-wide" onClose={onClose}>
      <header className="dialog-head">
        <h2>Mend the file</h2>
        <FieldFindings findings={broken.findings} />
      </header>
      <div className="dialog-body">
        <JsonEditor label="Text of the file" text={text} onText={setText} />
      </div>
      <footer className="dialog-foot">
        <span className="hint" role="status">
          {"wrong" in read ? read.wrong : "It can be read now."}
        </span>
        <button type="button" onClick={onClose}>
          Later
        </button>
        <button type="button" className="primary" disabled={"wrong" in read} onClick={save}>
          Save the text
        </button>
      </footer>
    </Dialog>
  );
}
