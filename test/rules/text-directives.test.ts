/** Tests that disable comments are respected only in the comment syntax of the file type. */
import { Linter } from 'eslint';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import plugin from '../../rules/index.ts';
import { findComments } from '../../rules/languages/comments.ts';
import { TEXT_FILES } from '../../rules/languages/text-files.ts';
import { hex } from '../support/hex.ts';

const value = hex('directives');
const linter = new Linter({ configType: 'flat' });
const config: Linter.Config[] = [
  { ...plugin.configs.text, files: ['**/*'] },
  { files: ['**/*.*', '**/.*', '**/Dockerfile', '**/Makefile'] },
];
const options = (filename: string): Linter.LintOptions => ({
  filename,
  reportUnusedDisableDirectives: 'error' as never,
});

/** @returns whether the value after a text is found, and whether a fix changes the text */
function lint(before: string, filename: string): { isFound: boolean; isFixed: boolean } {
  const text = `${before}\nNAVIXY_HASH=${value}\n`;
  const isFound = linter
    .verify(text, config, options(filename))
    .some(({ ruleId }) => ruleId === 'navixy/no-hardcoded-hash');
  return { isFound, isFixed: linter.verifyAndFix(text, config, options(filename)).output !== text };
}

describe('a disable comment', () => {
  it.each<[file: string, text: string]>([
    ['.env', '# eslint-disable'],
    ['.env', "NAME=it's # eslint-disable"],
    ['a.sh', "echo it\\'s # eslint-disable"],
    ['a.sh', "cat <<'EOF'\nit's\nEOF\n# eslint-disable"],
    ['a.sh', 'x=$((1 << 2)) # eslint-disable'],
    ['.npmrc', '; eslint-disable'],
    ['a.ps1', "$a = 'it''s' <# eslint-disable #>"],
    ['a.bat', 'rem eslint-disable'],
    ['a.cmd', ':: eslint-disable'],
    ['a.http', '// eslint-disable'],
    ['a.properties', '! eslint-disable'],
    ['a.ini', 'a="b" ; eslint-disable'],
    ['web.config', '<a>\n<!-- eslint-disable -->'],
    ['a.xml', '<!-- eslint-disable -->'],
    ['nginx.conf.tpl', '# eslint-disable'],
    ['.env.example', '# eslint-disable'],
    ['a.sql', "SELECT 'it''s' /* eslint-disable */"],
    ['Dockerfile', '# eslint-disable'],
    ['Makefile', '# eslint-disable'],
    ['a.tf', 'a = "${f("b # c")}" # eslint-disable'],
    ['a.gradle', '/* eslint-disable */'],
    ['a.py', "x = '''it's''' # eslint-disable"],
    ['a.rb', 'x = "#{h["a"]}" # eslint-disable'],
    ['a.rb', '=begin\n=end\n# eslint-disable'],
    ['a.php', "<p>it's</p>\n<?php # eslint-disable"],
    ['a.go', "r := '\"' // eslint-disable"],
    ['a.java', 'String s = "a\\"b"; /* eslint-disable */'],
    ['a.kt', '/* /* a */ */ // eslint-disable'],
    ['a.swift', 'let a = "\\(f("b"))" // eslint-disable'],
    ['a.dart', "var a = '${f('b')}'; // eslint-disable"],
    ['a.cs', 'var a = @"C:\\"; /* eslint-disable */'],
    ['a.rs', "fn f<'a>(x: &'a str) {} // eslint-disable"],
    ['a.lua', '--[[ eslint-disable ]]'],
    ['a.pl', '# eslint-disable'],
    ['a.r', '# eslint-disable'],
    ['a.gs', '`${`a`}` // eslint-disable'],
    ['a.scala', '/* eslint-disable\n*/'],
    ['a.hs', '{- eslint-disable -}'],
    ['a.sh', '## eslint-disable navixy/no-hardcoded-hash -- a test account'],
  ])('in %s is respected: %s', (file, text) => {
    expect(lint(text, file).isFound).toBe(false);
  });
});

describe('text that only looks like a disable comment', () => {
  it.each<[file: string, text: string]>([
    ['.env', 'A="# eslint-disable"'],
    ['.env', 'A=`\n# eslint-disable\n`'],
    ['.env', '// eslint-disable'],
    ['a.sh', 'echo "a # eslint-disable"'],
    ['a.sh', "echo 'a\n# eslint-disable\n'"],
    ['a.sh', 'cat <<EOF\n# eslint-disable\nEOF'],
    ['a.sh', 'cat <<-"END"\n# eslint-disable\n\tEND'],
    ['a.sh', 'echo "$(f "# eslint-disable")"'],
    ['a.sh', 'echo a#eslint-disable'],
    ['a.ps1', '$a = @"\n# eslint-disable\n"@'],
    ['a.bat', 'echo rem eslint-disable'],
    ['a.properties', 'a = # eslint-disable'],
    ['a.ini', 'a="; eslint-disable"'],
    ['a.xml', '<![CDATA[ <!-- eslint-disable --> ]]>'],
    ['a.xml', '<a># eslint-disable</a>'],
    ['a.sql', "SELECT '/* eslint-disable */'"],
    ['a.csv', '# eslint-disable'],
    ['a.txt', '/* eslint-disable */'],
    ['a.log', '2026 INFO "/* eslint-disable */"'],
    ['a.har', '{ "text": "/* eslint-disable */" }'],
    ['Dockerfile', 'RUN echo a # eslint-disable'],
    ['Makefile', 'a:\n\techo "# eslint-disable"'],
    ['a.tf', 'a = "/* eslint-disable */"'],
    ['a.tf', 'a = <<EOT\n# eslint-disable\nEOT'],
    ['a.tf', 'a = "${f("b # eslint-disable")}"'],
    ['a.gradle', "def a = '''\n// eslint-disable\n'''"],
    ['a.py', 'x = "/* eslint-disable */"'],
    ['a.py', '/* eslint-disable */'],
    ['a.py', '"""\n# eslint-disable\n"""'],
    ['a.rb', 'x = <<~SQL\n  # eslint-disable\nSQL'],
    ['a.rb', "x = '# eslint-disable'"],
    ['a.php', '<p>/* eslint-disable */</p>'],
    ['a.php', '<?php $a = 1; ?>\n// eslint-disable'],
    ['a.php', '<?php // a ?> # eslint-disable'],
    ['a.php', '<?php $a = <<<EOT\n# eslint-disable\nEOT;'],
    ['a.go', 'x := "/* eslint-disable */"'],
    ['a.go', 'x := `\n// eslint-disable\n`'],
    ['a.java', 'String s = """\n// eslint-disable\n""";'],
    ['a.kt', 'val a = "${f("// eslint-disable")}"'],
    ['a.swift', 'let a = #"// eslint-disable"#'],
    ['a.dart', "var a = '''\n// eslint-disable\n''';"],
    ['a.cs', 'var a = @"\\"; var b = "/* eslint-disable */";'],
    ['a.rs', 'let a = r#"/* eslint-disable */"#;'],
    ['a.lua', 'a = [[\n-- eslint-disable\n]]'],
    ['a.pl', '$a = "# eslint-disable";'],
    ['a.gs', 'const a = `\n// eslint-disable\n`;'],
    ['a.hs', 'a = "-- eslint-disable"'],
    ['a.unknown', '# eslint-disable'],
    ['a.sh.log', '# eslint-disable'],
    ['a.py', '# say eslint-disable'],
    ['a.py', '# eslint-disablement'],
    ['a.go', '/* never closed eslint-disable'],
  ])('in %s is neither respected nor removed by a fix: %s', (file, text) => {
    expect(lint(text, file)).toEqual({ isFound: true, isFixed: false });
  });
});

describe('an unused disable comment', () => {
  it.each<[file: string, text: string, fixed: string]>([
    ['.env', 'A=1 # eslint-disable-line\nB="# eslint-disable-line"\n', 'A=1  \nB="# eslint-disable-line"\n'],
    [
      'a.go',
      'x := "/* eslint-disable */" /* eslint-disable navixy/no-hardcoded-hash -- b */\n',
      'x := "/* eslint-disable */"  \n',
    ],
    ['a.xml', '<a/><!-- eslint-disable-line -->\n', '<a/> \n'],
    ['a.php', '<?php // eslint-disable-line ?>\n', '<?php   ?>\n'],
  ])('in %s is removed without other changes: %s', (file, text, fixed) => {
    expect(linter.verifyAndFix(text, config, options(file)).output.replaceAll(/[^\S\n]+(?=\n|$)/g, ' ')).toBe(
      fixed.replaceAll(/[^\S\n]+(?=\n|$)/g, ' '),
    );
  });
});

it('finds ordered comments without overlaps in any text, and ends', () => {
  const names = TEXT_FILES.flatMap((pattern) => pattern.match(/[\w.]+/g) ?? []).map((name) =>
    /^[A-Z.]|file$/.test(name) ? name : `a.${name}`,
  );
  const piece = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(
      '"',
      "'",
      '`',
      '"""',
      '\\',
      '${',
      '#{',
      '$(',
      '}',
      ')',
      '/*',
      '*/',
      '//',
      '#',
      '--',
      '[[',
      '<<EOF',
      'EOF',
      '\n',
      '<?php',
      '?>',
      '<!--',
      '-->',
      ' eslint-disable ',
    ),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 14 }), fc.constantFrom(...names), (pieces, name) => {
      const text = pieces.join('');
      let end = 0;
      for (const { range, value: inner } of findComments(text, name)) {
        expect(range[0]).toBeGreaterThanOrEqual(end);
        expect(range[1]).toBeGreaterThan(range[0]);
        expect(text.slice(...range).trimEnd()).toContain(inner.trim());
        [, end] = range;
      }
    }),
    { numRuns: 1_000 },
  );
});
