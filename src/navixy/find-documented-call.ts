// Looks up documented API paths.
import { lazy } from '../lazy.ts';
import { trimEndOf } from '../trim-end.ts';
import paths from './documented-calls.json' with { type: 'json' };

/** Documented paths of the user API (418) and of the panel API (72), without a leading slash. */
const userPaths = lazy((): ReadonlySet<string> => new Set(paths.user));
const panelPaths = lazy((): ReadonlySet<string> => new Set(paths.panel));

/** What may follow an API base URL: the first segments of the documented paths, or nothing. */
export const resources = lazy((): ReadonlySet<string> => {
  return new Set([...paths.user, ...paths.panel].map((path) => path.slice(0, path.indexOf('/'))).concat('event', ''));
});

/** The last segments of the documented paths. */
export const lastSegments = lazy((): ReadonlySet<string> => {
  return new Set([...paths.user, ...paths.panel].map((path) => path.slice(path.lastIndexOf('/') + 1)));
});

/** `/tracker/list/`, `tracker/list?x=1` -> `tracker/list` */
function normalizePath(path: string): string {
  return trimEndOf(path.replace(/[?#].*$/s, '').replace(/^\/+/, ''), '/');
}

/** @returns whether `path`, without surrounding slashes and query, is a documented path of the user API */
export function isUserPath(path: string): boolean {
  return userPaths().has(normalizePath(path));
}

/** @returns whether `path` is a documented path of the panel API, or any path under `panel/` */
export function isPanelPath(path: string): boolean {
  const normal = normalizePath(path);
  return panelPaths().has(normal) || /^panel\/[a-z_]+\/[a-z_/]+$/.test(normal);
}
