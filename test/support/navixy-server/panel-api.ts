import { ApiFailure, success } from './errors.ts';
import { parameter } from './request.ts';
import type { ServerState } from './state.ts';
import type { PanelSeed, RecordedRequest } from './types.ts';
import type { Handler } from './user-api.ts';

const PERMISSIONS = { users: ['read', 'update'], user_sessions: ['create'] };

/** The calls of the Admin Panel API that the tool makes, as documented: navixy-api.md section 4 (OAS-P). */
export const PANEL_API: Readonly<Record<string, Handler>> = {
  'panel/timezone/list': () => success({ list: [] }),
  'panel/account/auth': (request, state) => {
    const login = String(parameter(request, 'login') ?? '');
    const panel = state.panels.find(
      (candidate) => candidate.login === login && candidate.password === parameter(request, 'password'),
    );
    if (panel === undefined) throw new ApiFailure(12);
    return success({ hash: state.openPanelSession(panel), permissions: PERMISSIONS });
  },
  'panel/account/get_permissions': (request, state) => {
    panelOf(request, state);
    return success({ permissions: PERMISSIONS });
  },
  'panel/account/logout': (request, state) => {
    panelOf(request, state);
    state.panelSessions.delete(request.hash ?? '');
    return success();
  },
};

/** @throws ApiFailure 3 without a hash, 4 for any hash that is not a live panel session */
function panelOf(request: RecordedRequest, state: ServerState): PanelSeed {
  if (request.hash === undefined) throw new ApiFailure(3);
  const panel = state.panelSessions.get(request.hash);
  if (panel === undefined) throw new ApiFailure(4);
  return panel;
}
