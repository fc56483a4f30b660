import { call, get, part } from "../api/client";
import type { Page } from "../api/documents";

export type Role = "viewer" | "operator" | "editor";

export interface Settings {
  workspace: string;
  folder: string;
  version: string;
  compression: string;
  cores: number;
  memory: number;
}

export interface SignedIn {
  name: string;
  role: Role;
}

export interface ApiToken {
  id: string;
  name: string;
  role: Role;
  createdAt: string;
  createdBy: string;
  expiresAt: string | null;
  revokedAt: string | null;
  usedAt: string | null;
  valid: boolean;
  /** Only in the answer to whoever made it. */
  token?: string;
}

export interface AuditRecord {
  at: string;
  actor: string;
  action: string;
  subject: string;
  detail: { method: string; status: number; milliseconds: number; rule?: string };
}

/** Checkpoints, or files, and what they take. */
export interface Space {
  objects: number;
  bytes: number;
}

/** What is kept by which rule, what is given up now, waits to be deleted, is deleted, and what crashes left. */
export interface Cleaning {
  at: string;
  applied: boolean;
  keepRuns: number;
  keepMilliseconds: number;
  graceMilliseconds: number;
  heldBack: boolean;
  kept: ({ rule: string } & Space)[];
  condemned: Space;
  waiting: Space;
  deleted: Space;
  strays: Space;
  command: string;
}

export const getCleaning = (signal?: AbortSignal) => get<Cleaning>("/api/cleaning", signal);

/** Gives up what nothing keeps, and deletes what was given up before. */
export const clean = async () => (await call<Cleaning>("/api/cleaning", { method: "POST" })).body;

export const getSettings = (signal?: AbortSignal) => get<Settings>("/api/settings", signal);

export const getSession = (signal?: AbortSignal) => get<SignedIn>("/api/session", signal);

export const getTokens = (signal?: AbortSignal) => get<Page<ApiToken>>("/api/tokens", signal);

/** A page of the trail, the newest first. */
export const getAudit = (after: string | null, signal?: AbortSignal) =>
  get<Page<AuditRecord>>(`/api/audit?limit=50${after === null ? "" : `&after=${part(after)}`}`, signal);

/** Makes a token; the answer is the only place where its text stands. */
export async function createToken(name: string, role: Role, days: number | null): Promise<ApiToken> {
  const expiresAt = days === null ? undefined : new Date(Date.now() + days * 86_400_000).toISOString();
  return (await call<ApiToken>("/api/tokens", { method: "POST", body: { name, role, expiresAt } })).body;
}

export const revokeToken = (id: string) => call(`/api/tokens/${part(id)}`, { method: "DELETE" });

/** An instant as people here read it. */
export const shownInstant = (instant: string) => new Date(instant).toLocaleString();

/** What has become of a token, in a word or two. */
export function stateOf(token: ApiToken): string {
  if (token.revokedAt !== null) {
    return `revoked ${shownInstant(token.revokedAt)}`;
  }
  if (!token.valid) {
    return "expired";
  }
  return token.expiresAt === null ? "valid" : `until ${shownInstant(token.expiresAt)}`;
}
