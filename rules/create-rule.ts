/** Makes a rule of its name, its meta and its check. */
import type { TSESLint } from '@typescript-eslint/utils';
import { RuleCreator } from '@typescript-eslint/utils/eslint-utils';
import { FAILURE_MESSAGES, attempt, guardListener } from './analysis/failure.ts';
import { pageOf } from './meta/repository.ts';
import { mayMatter } from './platform/relevance.ts';

/** Frozen and shared, for most files get it from every rule. */
const NOTHING: TSESLint.RuleListener = Object.freeze({});

/** What this plugin keeps in `meta.docs` besides ESLint's own keys; the configs and the pages follow from it. */
export interface RuleDocs {
  readonly description: string;
  /** Whether `configs.recommended` turns the rule on; `configs.strict` turns on every rule. */
  readonly recommended: boolean;
  /** The version of the package that first had the rule. */
  readonly since: string;
  /** Whether the rule reads the text of a file, in any language, and not only a JavaScript tree. */
  readonly readsText?: boolean;
}

export type NavixyRule<
  MessageIds extends string = string,
  Options extends readonly unknown[] = readonly unknown[],
> = TSESLint.RuleModule<MessageIds, Options, RuleDocs> & { readonly name: string };

type Context<MessageIds extends string, Options extends readonly unknown[]> = Readonly<
  TSESLint.RuleContext<MessageIds, Options>
>;

interface RuleParts<MessageIds extends string, Options extends readonly unknown[]> {
  readonly name: string;
  readonly meta: Omit<TSESLint.RuleMetaData<MessageIds, RuleDocs, Options>, 'docs' | 'languages'> & {
    readonly docs: RuleDocs;
  };
  create(context: Context<MessageIds, Options>, options: Readonly<Options>): TSESLint.RuleListener;
}

const createNamed = RuleCreator<RuleDocs>(pageOf);

/**
 * Gives a rule its page and every language. Each rule guards what needs a JavaScript tree itself, so that a config
 * without `files` is safe on JSON, Markdown, CSS and other languages. On a file without anything of interest to any
 * rule, which is asked once for all of them, `create` is not called. A rule that fails reports that and ends nothing.
 */
export function createRule<MessageIds extends string, Options extends readonly unknown[]>({
  name,
  meta,
  create,
}: RuleParts<MessageIds, Options>): NavixyRule<MessageIds, Options> {
  const messages = { ...FAILURE_MESSAGES, ...meta.messages };
  const rule = createNamed<Options, MessageIds>({ name, meta: { ...meta, messages, languages: ['*'] }, create });
  return {
    ...rule,
    create(context) {
      // The creator copies the default options for each file, so files without interest never get there.
      const listener = attempt(context, () => (mayMatter(context) ? rule.create(context) : NOTHING));
      return listener === undefined || listener === NOTHING ? NOTHING : guardListener(context, listener);
    },
  };
}
