import { useState } from "react";
import { announce } from "../app/announce";

/** A line to type elsewhere, and a button that copies it. */
export function CopyLine({ label, text }: { label: string; text: string }) {
  const [copied, setCopied] = useState(false);
  return (
    <p className="copy-line">
      <span className="soft">{label}</span>
      <code>{text}</code>
      <button
        type="button"
        className="quiet"
        aria-label={`Copy ${label}`}
        onClick={async () => {
          try {
            await navigator.clipboard.writeText(text);
            setCopied(true);
          } catch {
            announce("The browser does not let this page write to the clipboard.");
          }
        }}
        onBlur={() => setCopied(false)}
      >
        {copied ? "Copied" : "Copy"}
      </button>
    </p>
  );
}
