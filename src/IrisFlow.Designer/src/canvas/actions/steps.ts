import type { Action } from "../../actions/action";
import { stepOf, stepsOf, wiresOf } from "../../document/document";
import { useCanvas } from "../canvasState";
import { edit } from "../edit";
import { type CanvasContext, inWords, nonePicked, pickedSteps, say } from "./context";

/** Adding, wiring, renaming, and going from step to step. */
export function stepActions(context: CanvasContext): Action[] {
  const open = () => context.store.getState();
  const section = "Steps";
  const one = () => pickedSteps(context)[0];
  const needsOne = () => (one() === undefined ? nonePicked : undefined);
  const focused = () => {
    const { port } = useCanvas.getState();
    return port && port.step === one() ? port : undefined;
  };
  const wiredInputs = () => {
    const port = focused();
    const inputs = port?.side === "in" ? [{ step: port.step, port: port.port }] : open().selection.wires;
    return inputs.filter((input) => stepOf(open().history.document, input.step)?.from[input.port] !== undefined);
  };
  return [
    {
      id: "steps.add",
      label: "Add a step",
      section,
      keys: ["/", "Insert"],
      scope: "canvas",
      run: () => useCanvas.getState().setOver({ show: "quick-add" }),
    },
    {
      id: "steps.wire",
      label: "Wire to another step",
      section,
      keys: ["W"],
      scope: "canvas",
      refused: needsOne,
      run: () => useCanvas.getState().setOver({ show: "wire", step: one() ?? "", port: focused() }),
    },
    {
      id: "steps.unwire",
      label: "Take off the wire",
      section,
      keys: ["Shift+W"],
      scope: "canvas",
      refused: () => (wiredInputs().length > 0 ? undefined : "Go to an input that is wired, or pick a wire."),
      run: () => {
        const inputs = wiredInputs();
        if (
          edit(
            context.store,
            inputs.map((input) => ({ do: "unwire", ...input })),
          )
        ) {
          const names = inputs.map(({ step, port }) => `${step}.${port}`);
          say(`Nothing is wired to ${inWords(names, "inputs")} any more.`);
        }
      },
    },
    {
      id: "steps.rename",
      label: "Rename the step",
      section,
      keys: ["F2"],
      refused: needsOne,
      run: () => useCanvas.getState().setOver({ show: "rename", step: one() ?? "" }),
    },
    {
      id: "steps.edit",
      label: "Go to the parameters",
      section,
      keys: ["E"],
      scope: "canvas",
      refused: needsOne,
      run: () =>
        document
          .querySelector<HTMLElement>("[data-inspector] :is(input, select, textarea, button, a[href], [tabindex='0'])")
          ?.focus(),
    },
    {
      id: "steps.find",
      label: "Go to a step",
      section,
      keys: ["G"],
      scope: "canvas",
      run: () => useCanvas.getState().setOver({ show: "find-step" }),
    },
    {
      id: "steps.next",
      label: "Go to the next step",
      section,
      keys: ["Alt+ArrowDown", "J"],
      scope: "canvas",
      run: () => go(context, neighbour(context, 1)),
    },
    {
      id: "steps.previous",
      label: "Go to the step before",
      section,
      keys: ["Alt+ArrowUp", "K"],
      scope: "canvas",
      run: () => go(context, neighbour(context, -1)),
    },
    {
      id: "steps.downstream",
      label: "Follow the first wire that leaves",
      section,
      keys: ["Alt+ArrowRight"],
      scope: "canvas",
      refused: needsOne,
      run: () => go(context, wiresOf(open().history.document).find((wire) => wire.from.step === one())?.to.step),
    },
    {
      id: "steps.upstream",
      label: "Follow the first wire back",
      section,
      keys: ["Alt+ArrowLeft"],
      scope: "canvas",
      refused: needsOne,
      run: () => go(context, wiresOf(open().history.document).find((wire) => wire.to.step === one())?.from.step),
    },
  ];
}

/** Picks a step, alone or besides what is picked, and brings it into sight; without one, says so. */
export function go(context: CanvasContext, step: string | undefined, besides = false): void {
  if (step === undefined) {
    say("There is no step that way.");
    return;
  }

  const others = besides ? pickedSteps(context).filter((name) => name !== step) : [];
  context.store.getState().select({ steps: [...others, step] });
  context.view.reveal(step);
  if (others.length > 0) {
    say(`${others.length + 1} steps are picked.`);
  }
}

function neighbour(context: CanvasContext, by: number): string | undefined {
  const names = stepsOf(context.store.getState().history.document).map((step) => step.name);
  const at = names.indexOf(pickedSteps(context)[0] ?? "");
  return at < 0 ? names.at(by > 0 ? 0 : -1) : names[(at + by + names.length) % names.length];
}
