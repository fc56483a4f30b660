import { type Action, shownKeys } from "./action";
import { type Choice, Choices } from "./Choices";
import { Dialog } from "./Dialog";
import { allActions, findAction, runAction, useRegistry } from "./registry";
import { fit } from "./words";

/** Every action there is, by its words. */
export function CommandPalette() {
  const show = useRegistry((registry) => registry.show);
  return (
    <Dialog label="Commands" onClose={() => show(null)}>
      <Choices
        label="Command"
        placeholder="What do you want to do?"
        choicesFor={commandsFor}
        onChoose={(id) => {
          show(null);
          // After the dialog gave the focus back: what is done may need to know where it was.
          const action = findAction(id);
          setTimeout(() => action && runAction(action));
        }}
        none="There is no such command."
      />
    </Dialog>
  );
}

/** The actions that fit the words; what can't be done now comes last, with the reason. */
export function commandsFor(words: string): Choice[] {
  return allActions()
    .map((action) => ({ action, refused: action.refused?.(), fits: fit(words, [action.label, action.section]) }))
    .filter(({ fits }) => fits > 0)
    .sort((a, b) => Number(a.refused !== undefined) - Number(b.refused !== undefined) || b.fits - a.fits)
    .map(({ action, refused }) => ({
      id: action.id,
      label: action.label,
      more: undefined,
      refused,
      side: <Keys action={action} />,
    }));
}

/** The keys of an action. */
export function Keys({ action }: { action: Action }) {
  return (
    <>
      {action.keys?.map((keys) => (
        <kbd key={keys}>{shownKeys(keys)}</kbd>
      ))}
    </>
  );
}
