import { call, type Finding, Problem, part } from "../api/client";
import type { UploadAnswer } from "./documents";

/** Sends a file, and tells how much of it is there: `fetch` does not say that. Ending the signal gives up. */
export function upload(file: File, onShare: (share: number) => void, signal: AbortSignal): Promise<UploadAnswer> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", `/api/uploads?name=${part(file.name)}`);
    request.responseType = "text";
    request.setRequestHeader("Accept", "application/json");
    // Whatever the browser takes the file for: the server looks at what it holds.
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.upload.onprogress = (event) => event.lengthComputable && onShare(event.loaded / event.total);
    request.onload = () =>
      request.status === 201 ? resolve(JSON.parse(request.responseText) as UploadAnswer) : reject(refusal(request));
    request.onerror = () => reject(new Problem(0, "The server did not answer.", []));
    request.onabort = () => reject(new DOMException("The upload was given up.", "AbortError"));
    signal.addEventListener("abort", () => request.abort());
    request.send(file);
  });
}

/** Whether an upload fits a port of a workflow, column by column. */
export async function check(id: string, workflow: string, port: string, signal: AbortSignal): Promise<Finding[]> {
  return (
    await call<{ findings: Finding[] }>(`/api/uploads/${part(id)}/check`, {
      method: "POST",
      body: { workflow, port },
      signal,
    })
  ).body.findings;
}

function refusal(request: XMLHttpRequest): Problem {
  try {
    const { title, findings, ...more } = JSON.parse(request.responseText);
    return new Problem(request.status, title ?? request.statusText, findings ?? [], more);
  } catch {
    return new Problem(request.status, request.statusText || `The server answered ${request.status}.`, []);
  }
}
