import { json } from "@codemirror/lang-json";
import { basicSetup, EditorView } from "codemirror";
import { useEffect, useRef } from "react";

interface Props {
  label: string;
  text: string;
  onText(text: string): void;
  readOnly?: boolean;
}

const look = EditorView.theme({
  "&": { color: "var(--text)", backgroundColor: "var(--surface)", fontSize: "12.5px", height: "100%" },
  ".cm-content": { fontFamily: "var(--mono)", caretColor: "var(--text)" },
  ".cm-gutters": { backgroundColor: "var(--surface-sunk)", color: "var(--text-soft)", border: "none" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "color-mix(in srgb, var(--accent) 8%, transparent)" },
  ".cm-cursor": { borderLeftColor: "var(--text)" },
  "&.cm-focused": { outline: "2px solid var(--focus)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "color-mix(in srgb, var(--accent) 25%, transparent)",
  },
  // The colours of the language are made for a light ground: on a dark one they are turned round.
  "@media (prefers-color-scheme: dark)": {
    ".cm-content": { filter: "invert(1) hue-rotate(180deg)", color: "#1b1d24", caretColor: "#1b1d24" },
  },
  ".cm-panels": { backgroundColor: "var(--surface-sunk)", color: "var(--text)" },
});

/** A text editor for JSON. It stands in a shadow tree, where its style sheets need no leave of the page's policy. */
export function JsonEditor({ label, text, onText, readOnly = false }: Props) {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const told = useRef(onText);
  told.current = onText;
  const first = useRef(text);

  useEffect(() => {
    const element = host.current;
    if (!element) {
      return;
    }
    const root = element.shadowRoot ?? element.attachShadow({ mode: "open" });
    const editor = new EditorView({
      doc: first.current,
      parent: root,
      root,
      extensions: [
        basicSetup,
        json(),
        look,
        EditorView.lineWrapping,
        EditorView.editable.of(!readOnly),
        EditorView.contentAttributes.of({ "aria-label": label, tabindex: "0" }),
        EditorView.updateListener.of((update) => update.docChanged && told.current(update.state.doc.toString())),
      ],
    });
    view.current = editor;
    // Keys that are text stay inside: from outside, a shadow tree does not look like a field.
    const keep = (event: KeyboardEvent) => {
      if (!event.ctrlKey && !event.metaKey && !/^F\d/.test(event.key)) {
        event.stopPropagation();
      }
    };
    element.addEventListener("keydown", keep);
    return () => {
      element.removeEventListener("keydown", keep);
      first.current = editor.state.doc.toString();
      editor.destroy();
    };
  }, [label, readOnly]);

  useEffect(() => {
    const editor = view.current;
    if (editor && editor.state.doc.toString() !== text) {
      editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: text } });
    }
  }, [text]);

  return <div ref={host} className="json-editor" />;
}
