import { isObject, type Json } from "../../document/json";
import { SchemaFields } from "../SchemaFields";
import { bareOf, fits, isPlaceholder, type JsonSchema, shapeOf } from "../schema";
import { BooleanControl } from "./BooleanControl";
import { ChipsControl } from "./ChipsControl";
import { ChoiceControl } from "./ChoiceControl";
import type { ControlProps } from "./control";
import { JsonControl } from "./JsonControl";
import { KindsControl } from "./KindsControl";
import { ListControl } from "./ListControl";
import { MapControl } from "./MapControl";
import { NumberControl } from "./NumberControl";
import { ParameterControl } from "./ParameterControl";
import { TextControl } from "./TextControl";

/** The control for a value of a schema. A value that the schema does not expect is shown as JSON: nothing is lost. */
export function ValueControl({ schema, ...rest }: ControlProps) {
  const shape = shapeOf(schema);
  const props = { ...rest, schema: bareOf(schema) };
  if (shape.kind !== "text" && shape.kind !== "number" && isPlaceholder(props.value)) {
    return <ParameterControl {...props} value={props.value} />;
  }
  if (!fits(shape, props.value)) {
    return <JsonControl {...props} />;
  }
  switch (shape.kind) {
    case "text":
      return <TextControl {...props} shape={shape} />;
    case "number":
      return <NumberControl {...props} whole={shape.whole} />;
    case "boolean":
      return <BooleanControl {...props} />;
    case "choice":
      return <ChoiceControl {...props} values={shape.values} />;
    case "list":
      return isShort(shape.item, props.value) ? (
        <ChipsControl {...props} item={shape.item} />
      ) : (
        <ListControl {...props} item={shape.item} />
      );
    case "map":
      return <MapControl {...props} inner={shape.value} columnsOf={shape.columnsOf} />;
    case "kinds":
      return <KindsControl {...props} kinds={shape.kinds} />;
    case "object":
      return (
        <div className="nested">
          <SchemaFields
            id={props.id}
            schema={props.schema}
            value={isObject(props.value) ? props.value : {}}
            pointer={props.pointer}
            onChange={props.onChange}
          />
        </div>
      );
    case "any":
      return <JsonControl {...props} />;
  }
}

/** True when the values of a list fit into chips. */
function isShort(item: JsonSchema, value: Json | undefined): boolean {
  const shape = shapeOf(item);
  const simple = (shape.kind === "text" && !shape.expression) || shape.kind === "number" || shape.kind === "choice";
  return (
    simple && (!Array.isArray(value) || value.every((one: Json) => ["string", "number", "bigint"].includes(typeof one)))
  );
}
