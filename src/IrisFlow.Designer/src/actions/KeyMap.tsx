import { Keys } from "./CommandPalette";
import { Dialog } from "./Dialog";
import { allActions, useRegistry } from "./registry";

/** All actions with their keys, by section. */
export function KeyMap() {
  const show = useRegistry((registry) => registry.show);
  const actions = allActions();
  const sections = [...new Set(actions.map((action) => action.section))];
  return (
    <Dialog label="Keys" className="keymap" onClose={() => show(null)}>
      <header className="keymap-head">
        <h2>Keys</h2>
        <button type="button" onClick={() => show(null)}>
          Close
        </button>
      </header>
      <section className="keymap-sections" aria-label="All keys" tabIndex={0}>
        {sections.map((section) => (
          <section key={section}>
            <h3>{section}</h3>
            <dl>
              {actions
                .filter((action) => action.section === section)
                .map((action) => (
                  <div key={action.id}>
                    <dt>{action.label}</dt>
                    <dd>{action.keys ? <Keys action={action} /> : <span className="soft">palette</span>}</dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </section>
    </Dialog>
  );
}
