import type { TSESLint } from '@typescript-eslint/utils';
import { mayMatter } from './worthwhile.ts';

/** Frozen and shared, for most files get it from every rule. */
const NOTHING: TSESLint.RuleListener = Object.freeze({});

const DOCS_BASE_URL = 'https://github.com/navixy/eslint-plugin-navixy/blob/main/docs/rules';

/** What this plugin keeps in `meta.docs` besides ESLint's own keys; `configs.ts` derives the configs from it. */
export interface RuleDocs extends TSESLint.RuleMetaDataDocs {
  /** The smallest config that turns the rule on. */
  readonly config: 'recommended' | 'strict';
  /** Whether the rule reads the text of a file, in any language, and not only a JavaScript tree. */
  readonly readsText?: boolean;
}

export type NavixyRule<MessageIds extends string = string, Options extends readonly unknown[] = readonly unknown[]> =
  TSESLint.RuleModule<MessageIds, Options, RuleDocs> & { readonly name: string };

interface RuleParts<MessageIds extends string, Options extends readonly unknown[]> {
  readonly meta: Omit<TSESLint.RuleMetaData<MessageIds, RuleDocs, Options>, 'docs' | 'languages'> & {
    readonly docs: Omit<RuleDocs, 'url'>;
  };
  create(context: Readonly<TSESLint.RuleContext<MessageIds, Options>>): TSESLint.RuleListener;
}

/**
 * Gives a rule its name, its page and every language: each rule guards what needs a JavaScript tree
 * itself, so that a config without `files` is safe on JSON, Markdown, CSS and whatever comes next.
 * On a file without anything of interest to any rule, which is asked once for all of them, `create` is not called.
 */
export function createRule<MessageIds extends string, Options extends readonly unknown[]>(
  name: string,
  { meta, create }: RuleParts<MessageIds, Options>,
): NavixyRule<MessageIds, Options> {
  return {
    name,
    meta: { ...meta, languages: ['*'], docs: { ...meta.docs, url: `${DOCS_BASE_URL}/${name}.md` } },
    create: (context) => (mayMatter(context) ? create(context) : NOTHING),
  } as NavixyRule<MessageIds, Options>;
}
