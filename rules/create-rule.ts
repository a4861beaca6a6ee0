/** Creates a rule from its name, metadata and check, and skips files that no rule is interested in. */
import type { TSESLint } from '@typescript-eslint/utils';
import { RuleCreator } from '@typescript-eslint/utils/eslint-utils';
import { pageUrl } from '../src/home.ts';
import { FAILURE_MESSAGES, attempt, guardListener } from './analysis/failure.ts';
import { isRelevant } from './platform/relevance.ts';

/** Frozen and shared, because most files get it from every rule. */
const NOTHING: TSESLint.RuleListener = Object.freeze({});

/** The plugin's own keys in `meta.docs`; configs and rule pages are generated from them. */
export interface RuleDocs {
  readonly description: string;
  /** Whether `configs.recommended` enables the rule; `configs.strict` enables every rule. */
  readonly recommended: boolean;
  /** The first version of the package with the rule. */
  readonly since: string;
  /** Whether the rule reads the text of a file in any language, not only a JavaScript tree. */
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

const createNamed = RuleCreator<RuleDocs>((name) => pageUrl(`docs/rules/${name}.md`));

/**
 * Creates a rule for every language, with a link to its page. Rules that need a JavaScript tree check for it
 * themselves, so a config without `files` is safe on JSON, Markdown, CSS and other languages. `create` is skipped for
 * files that no rule is interested in, which is determined once per file. A rule that fails reports the failure and
 * stops nothing.
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
      // The creator copies the default options for each file, so skip it for files of no interest.
      const listener = attempt(context, () => (isRelevant(context) ? rule.create(context) : NOTHING));
      return listener === undefined || listener === NOTHING ? NOTHING : guardListener(context, listener);
    },
  };
}
