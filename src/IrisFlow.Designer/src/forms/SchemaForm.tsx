import type { JsonObject } from "../document/json";
import { type FormSurroundings, Surroundings } from "./context";
import "./forms.css";
import { SchemaFields } from "./SchemaFields";
import type { JsonSchema } from "./schema";

interface SchemaFormProps {
  /** Unique on the page: the ids of all fields begin with it. */
  id: string;
  schema: JsonSchema;
  value: JsonObject;
  around: FormSurroundings;
  onChange(value: JsonObject, typed?: string): void;
}

/** The form of an object that a JSON Schema describes. */
export function SchemaForm({ id, schema, value, around, onChange }: SchemaFormProps) {
  const empty = Object.keys(schema.properties ?? {}).length === 0 && Object.keys(value).length === 0;
  return (
    <Surroundings.Provider value={around}>
      <div className="schema-form">
        {empty ? (
          <p className="hint">There is nothing to set.</p>
        ) : (
          <SchemaFields id={id} schema={schema} value={value} pointer={around.pointer} onChange={onChange} />
        )}
      </div>
    </Surroundings.Provider>
  );
}
