import { type KeyboardEvent, type ReactNode, useId, useRef } from "react";
import { create } from "zustand";

/** Form or text: what was chosen last is what the next step shows. */
export const useTab = create<{ tab: "form" | "json" }>()(() => ({ tab: "form" }));

const tabs = [
  { id: "form", label: "Form" },
  { id: "json", label: "JSON" },
] as const;

/** Two views of the same object. */
export function Tabs({ label, form, json }: { label: string; form: ReactNode; json: ReactNode }) {
  const id = useId();
  const tab = useTab((state) => state.tab);
  const list = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "ArrowLeft" || event.key === "ArrowRight") {
      event.preventDefault();
      useTab.setState({ tab: tab === "form" ? "json" : "form" });
      list.current?.querySelector<HTMLElement>("[aria-selected='false']")?.focus();
    }
  };
  return (
    <>
      <div className="view-tabs" role="tablist" aria-label={label} ref={list} onKeyDown={onKeyDown}>
        {tabs.map((one) => (
          <button
            key={one.id}
            id={`${id}-${one.id}`}
            type="button"
            role="tab"
            aria-selected={tab === one.id}
            aria-controls={`${id}-panel`}
            tabIndex={tab === one.id ? 0 : -1}
            onClick={() => useTab.setState({ tab: one.id })}
          >
            {one.label}
          </button>
        ))}
      </div>
      <div className="inspector-body" role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${tab}`}>
        {tab === "form" ? form : json}
      </div>
    </>
  );
}
