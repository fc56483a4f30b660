/** The documents of the API as `src/docs/api.md` describes them. */

/** A page of a list; `next` is the cursor of the page after it. */
export interface Page<T> {
  items: T[];
  next: string | null;
}
