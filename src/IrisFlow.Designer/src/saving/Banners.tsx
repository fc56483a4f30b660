import type { ReactNode } from "react";
import { momentOf } from "./moment";
import { useSaver, useSaving } from "./useSaver";

/** What one has to know before going on: a draft that came back, a file that changed, a save that was refused. */
export function Banners({ onConflict, onMend }: { onConflict: () => void; onMend: () => void }) {
  const saver = useSaver();
  const { restored, conflict, refused, broken, gone, draft, trouble } = useSaving((state) => state);
  const trying = (work: () => Promise<void>) => () => void work().catch((problem: unknown) => saver.tell(problem));
  return (
    <div className="banners">
      {conflict && (
        <Banner kind="bad">
          The file was changed outside while you edited it.{" "}
          <button type="button" onClick={onConflict}>
            Compare and merge
          </button>
        </Banner>
      )}
      {broken && (
        <Banner kind="bad">
          The file can't be read: {broken.findings[0]?.message} What is shown is not what it holds.{" "}
          <button type="button" onClick={onMend}>
            Mend the text
          </button>
        </Banner>
      )}
      {gone && <Banner kind="warn">The file was deleted. Saving writes it anew.</Banner>}
      {refused && (
        <Banner kind="bad">
          It was not saved: {refused.message} {refused.findings[0]?.expected}
          {refused.findings.length > 1 && ` And ${refused.findings.length - 1} more: see the findings.`}
        </Banner>
      )}
      {trouble && (
        <Banner kind="warn">
          {trouble} <Close onClick={() => saver.seen("trouble")} />
        </Banner>
      )}
      {draft === "elsewhere" && (
        <Banner kind="warn">
          Another tab keeps a draft of this workflow, too; yours is not kept.{" "}
          <button type="button" onClick={trying(() => saver.keepMine())}>
            Keep mine instead
          </button>{" "}
          <button type="button" onClick={trying(() => saver.takeTheirs())}>
            Take the other one
          </button>
        </Banner>
      )}
      {restored && (
        <Banner kind="soft">
          {restored.at ? `Draft of ${momentOf(restored.at)} restored.` : "Your draft is restored."}{" "}
          <button type="button" onClick={() => saver.discard()}>
            Discard it
          </button>{" "}
          <Close onClick={() => saver.seen("restored")} />
        </Banner>
      )}
    </div>
  );
}

function Close({ onClick }: { onClick: () => void }) {
  return (
    <button type="button" className="icon-button" aria-label="Close" onClick={onClick}>
      ×
    </button>
  );
}

function Banner({ kind, children }: { kind: "soft" | "warn" | "bad"; children: ReactNode }) {
  return (
    <div className={`banner ${kind}`} role="status">
      {children}
    </div>
  );
}
