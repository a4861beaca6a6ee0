import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import samples from '../../src/navixy/documented-samples.json' with { type: 'json' };
import { detectInBytes, WindowJudge, type Confidence, type MayHold } from '../../src/index.ts';
import { scanMarks } from '../../scanner/prefilter/hash-traces.ts';
import { HARMLESS_FORMS } from '../support/forms/harmless.ts';
import { LEAK_FORMS } from '../support/forms/leaks.ts';
import { hex } from '../support/hex.ts';

const FORMS = [...LEAK_FORMS, ...HARMLESS_FORMS].map(([, text]) => text);
const SAMPLE = Object.keys(samples)[0]!;

/** A leak in UTF-16, as in a program. */
const WIDE = [...`\0 navixy hash = "${hex('wide')}"\n`].join('\0');

/** The verdict for the whole document. */
function expected(bytes: Buffer, minimumConfidence: Confidence): MayHold {
  const some = (options: object) => detectInBytes(bytes, { ...options, minimumConfidence }).length > 0;
  if (!some({ path: 'navixy', repositoryUsesPlatform: true })) return 'no';
  return some({}) ? 'yes' : 'if-platform';
}

function seen(look: WindowJudge, bytes: Buffer): MayHold {
  const { traces, platform } = scanMarks(bytes, 0, bytes.length, true);
  return traces.length === 0 ? 'no' : look.mayHold(bytes, traces, platform !== 0);
}

describe.each(['low', 'medium', 'high'] as const)('the window judge at %s', (minimum) => {
  it.for(FORMS.map((text, at) => [at, text] as const))(
    'gives the same verdict for form %i as the judge of the whole document',
    ([, text]) => {
      const look = new WindowJudge(minimum);
      const bytes = Buffer.from(text.replaceAll('@H', hex('x')).replaceAll('@D', hex('y')));
      if (scanMarks(bytes, 0, bytes.length, true).traces.length === 0) return;
      expect(seen(look, bytes)).toBe(expected(bytes, minimum));
      expect(seen(look, bytes)).toBe(expected(bytes, minimum));
    },
  );

  it('gives the same verdict for successive versions of a document', () => {
    const piece = fc.oneof(
      fc.constantFrom(...FORMS),
      fc.constantFrom(
        '',
        'const KEY = "@H";\n',
        'send({ hash: KEY });\n',
        'secret: @H\n',
        '# navixy\n',
        'x = "/api-v2/tracker/list"\n',
        'é ключ 鍵\n',
        'name,hash\n',
        'a = "@S"\n',
        'id = "1234" + "5678"\n',
        '\0',
        '\u2028',
        WIDE,
      ),
      // Base64 of a value, of documents with a value, and longer than one decoded block.
      fc
        .tuple(
          fc.constantFrom(
            '@H',
            'NAVIXY_HASH=@H\n',
            '{"hash":"@H"}',
            'etag: @H',
            '# navixy\nkey = "@H"\n',
            'send({ hash: "@H" })',
          ),
          fc.constantFrom(0, 1, 40, 900, 2500),
          fc.constantFrom('token: ', 'navixy_hash: ', 'a = "', '  - ', 'x\n\n'),
          fc.constantFrom(0, 64),
        )
        .map(([inner, pad, before, width]) => {
          const encoded = Buffer.from(
            `${'# line\n'.repeat(pad / 7)}${inner.replaceAll('@H', hex('b'))}${'# end\n'.repeat(pad / 9)}`,
          ).toString('base64');
          return `${before}${width === 0 ? encoded : encoded.replace(/.{64}/g, '$&\n')}"\n`;
        }),
      fc.integer({ min: 0, max: 2600 }).map((length) => 'lorem ipsum\n'.repeat(length / 12)),
    );
    const texts = fc.array(fc.array(piece, { maxLength: 6 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(texts, fc.boolean(), (versions, isLatin1) => {
        const look = new WindowJudge(minimum);
        for (const pieces of versions) {
          const text = pieces.join('').replaceAll('@H', hex('x')).replaceAll('@D', hex('y')).replaceAll('@S', SAMPLE);
          const bytes = Buffer.from(text, isLatin1 ? 'latin1' : 'utf8');
          if (scanMarks(bytes, 0, bytes.length, true).traces.length > 0)
            expect(seen(look, bytes)).toBe(expected(bytes, minimum));
        }
      }),
      { numRuns: 150 },
    );
  });
});

it('follows a name to a new use, even if the same value was judged before', () => {
  const look = new WindowJudge('medium');
  const kept = `// navixy\nconst UNTOLD = "${hex('used')}";\n${'x = 1;\n'.repeat(600)}`;
  const used = `${kept}fetch(url, { body: { hash: UNTOLD } });\n`;
  for (const text of [kept, used, kept])
    expect(seen(look, Buffer.from(text))).toBe(expected(Buffer.from(text), 'medium'));
  expect(expected(Buffer.from(kept), 'medium')).not.toBe(expected(Buffer.from(used), 'medium'));
});
