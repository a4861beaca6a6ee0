// Finds the calls that log, throw or report values.
import { lazy } from '../../src/lazy.ts';
import type { Analysis } from '../analysis/analysis.ts';
import { type Call, type Node, chainNames, propertyName, unwrap } from '../syntax/ast.ts';

/** A place whose contents people and services read later. */
export interface LogSink {
  readonly node: Node;
  readonly arguments: readonly Node[];
  /** For messages: `console.log`, `a thrown error`. */
  readonly name: string;
}

/** Includes `console[level]`, whose last name is empty. */
const CONSOLE = lazy(
  () =>
    new RegExp(
      String.raw`^(?:(?:window|globalThis|global|self)\.)?console\.(?:|log|info|warn|error|debug|trace|dir|` +
        String.raw`dirxml|table|group|groupCollapsed|assert|timeLog)$`,
    ),
);
const LEVELS = new Set([
  'log',
  'trace',
  'debug',
  'verbose',
  'silly',
  'http',
  'info',
  'notice',
  'warn',
  'warning',
  'error',
  'err',
  'fatal',
  'critical',
  'crit',
  'alert',
  'success',
  'dir',
  'write',
  'child',
  'fine',
  'finest',
  'severe',
  'logError',
  'exception',
]);
const LOGGER = lazy(
  () =>
    new RegExp(
      String.raw`^(?:log|logs|winston|pino|bunyan|signale|consola|log4js|loglevel|tslog|roarr|npmlog|logging|` +
        String.raw`debug|Logger|LOG|LOGGER)$|(?:[lL]ogger|_log|_LOG|[a-z]Log)$`,
    ),
);
const LOG_FUNCTION =
  /^(?:log|logger|debug|trace|print|warn|logError|logInfo|logDebug|logWarn|logWarning|logMessage|logRequest|logEvent)$/;
const STREAM = /^(?:process\.)?(?:stdout|stderr)\.write$/;
const TELEMETRY = lazy(
  () =>
    new RegExp(
      String.raw`^(?:Sentry|Raven|Bugsnag|bugsnag|Rollbar|rollbar|Honeybadger|Airbrake|LogRocket|newrelic|` +
        String.raw`appInsights|appinsights|telemetry|analytics|mixpanel|amplitude|posthog|rudderanalytics|` +
        String.raw`datadogLogs|datadogRum|DD_RUM|DD_LOGS|heap|hj|plausible|Countly|FullStory|FS|tracer|trace|` +
        String.raw`otel|opentelemetry|scope|span|apm|rollbarClient|telemetryClient|appInsightsClient|core)$|` +
        String.raw`(?:[sS]pan|[tT]ransaction)$`,
    ),
);
const REPORTING = lazy(
  () =>
    new RegExp(
      String.raw`^(?:capture\w*|set(?:Extras?|Contexts?|Tags?|User|Attributes?|Data|Metadata)|addBreadcrumb|` +
        String.raw`leaveBreadcrumb|track\w*|identify|log\w*|notify|notifyError|noticeError|add(?:Event|` +
        String.raw`Attributes?|CustomAttributes?|Metadata|Context|Labels?|Tags?|Data)|set(?:CustomContext|` +
        String.raw`UserContext|Labels?|Status)|recordException|recordCustomEvent|addAction|addError|event|page|` +
        String.raw`capture|error|warning|warn|info|debug|notice|critical|configure|configureScope|report|` +
        String.raw`setFailed)$`,
    ),
);
const ERROR = /^(?:[A-Z]\w*)?(?:Error|Exception|HttpException)$/;
const MAX_NAME = 60;

/** @returns what the file logs, throws or sends to a monitoring service */
export function findLogSinks({ index }: Analysis): LogSink[] {
  const sinks: LogSink[] = [];
  for (const call of index.calls) {
    const name = nameOfSink(call);
    if (name !== undefined) sinks.push({ node: call, arguments: call.arguments, name });
    sinks.push(...promiseHandlers(call));
  }
  for (const node of index.throws) {
    // A thrown `new Error(…)` is already among the calls.
    const thrown = unwrap(node.argument);
    if (thrown.type !== 'NewExpression' && thrown.type !== 'CallExpression')
      sinks.push({ node, arguments: [node.argument], name: 'a thrown error' });
  }
  return sinks;
}

/** `login().then(console.log)`: logs the result of a promise. */
function promiseHandlers(call: Call): LogSink[] {
  const callee = unwrap(call.callee);
  if (callee.type !== 'MemberExpression' || !/^(?:then|tap|subscribe|finally|catch)$/.test(propertyName(callee) ?? ''))
    return [];
  return call.arguments.slice(0, 1).flatMap((handler) => {
    const chain = handler.type === 'MemberExpression' ? chainNames(handler).join('.') : '';
    return CONSOLE().test(chain) ? [{ node: call, arguments: [callee.object], name: `\`${chain}\`` }] : [];
  });
}

/** @returns the name of a call's sink, or `undefined` if it logs nothing */
function nameOfSink(call: Call): string | undefined {
  const names = chainNames(call.callee);
  const chain = names.join('.');
  const last = names.at(-1) ?? '';
  if (ERROR.test(last)) return 'an error message';
  if (call.type === 'NewExpression') return undefined;
  if (CONSOLE().test(chain) || STREAM.test(chain)) return `\`${chain}\``;
  if (unwrap(call.callee).type === 'Identifier')
    return LOG_FUNCTION.test(last) || last === 'gtag' ? `\`${last}\`` : undefined;
  const owners = names.slice(0, -1);
  const isLogger = LEVELS.has(last) && owners.some((name) => LOGGER().test(name.replace(/^#/, '')));
  const isTelemetry = REPORTING().test(last) && owners.some((name) => TELEMETRY().test(name));
  const isDataLayer = last === 'push' && owners.at(-1) === 'dataLayer';
  return isLogger || isTelemetry || isDataLayer ? `\`${chain.replaceAll('..', '.').slice(0, MAX_NAME)}\`` : undefined;
}

/** Whether an expression is inside a logged value: `console.log(\`…?hash=${h}\`)`. */
export function isWithinLog(node: Node): boolean {
  for (let child = node, parent = node.parent; parent; child = parent, parent = parent.parent) {
    if (parent.type === 'CallExpression' || parent.type === 'NewExpression') {
      if (parent.callee !== child && nameOfSink(parent) !== undefined) return true;
      // `log(await fetch(…))`: an argument of another call is sent, not shown.
      if (parent.callee !== child && !keepsArgument(parent)) return false;
    }
    if (parent.type === 'ThrowStatement') return true;
    if (/Statement$|^(?:ArrowFunctionExpression|FunctionExpression|Program|VariableDeclarator)$/.test(parent.type))
      return false;
  }
  return false;
}

function keepsArgument(call: Call): boolean {
  const callee = unwrap(call.callee);
  const name =
    callee.type === 'MemberExpression' ? propertyName(callee) : callee.type === 'Identifier' ? callee.name : undefined;
  return /^(?:stringify|String|inspect|format|concat|join|encodeURIComponent|URLSearchParams|toString)$/.test(
    name ?? '',
  );
}
