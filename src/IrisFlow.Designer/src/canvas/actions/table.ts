import type { Action } from "../../actions/action";
import { alignActions } from "./align";
import { arrangeActions } from "./arrange";
import type { CanvasContext } from "./context";
import { editActions } from "./edit";
import { stepActions } from "./steps";
import { viewActions } from "./view";

/** Everything that can be done on the canvas. */
export function canvasActions(context: CanvasContext): Action[] {
  return [
    ...stepActions(context),
    ...editActions(context),
    ...arrangeActions(context),
    ...alignActions(context),
    ...viewActions(context),
  ];
}
