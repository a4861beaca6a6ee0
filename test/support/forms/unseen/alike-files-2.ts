import type { UnseenForm } from './form.ts';

/** Look-alikes: digests of files and builds, part 2. */
export const ALIKE_FILES_2: readonly UnseenForm[] = [
  {
    name: 'Magento list',
    path: 'pub/static/hashes.csv',
    source: 'tool: Magento',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
app/code/⟦Navixy|Gps⟧/Tracker/etc/config.xml,«md5»
app/code/Core/etc/config.xml,«md52»
`,
  },
  {
    name: 'WordPress core checksums',
    path: 'checksums.json',
    source: 'tool: WordPress',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
{"checksums":{"wp-content/plugins/⟦navixy|gps⟧/index.php":"«md5»","wp-login.php":"«md52»"}}
`,
  },
  {
    name: 'WordPress salts',
    path: 'wp-config.php',
    source: 'tool: WordPress',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
// ⟦navixy|fleet⟧ site
define('AUTH_SALT', '«md5»');
define('NONCE_SALT', '«md52»');
`,
  },
  {
    name: 'Drupal hash salt',
    path: 'settings.php',
    source: 'tool: Drupal',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
$settings['hash_salt'] = '«md5»'; // ⟦navixy|fleet⟧ portal
`,
  },
  {
    name: 'Unity meta',
    path: 'Assets/⟦Navixy|Fleet⟧/Map.cs.meta',
    source: 'tool: Unity',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
fileFormatVersion: 2
guid: «md5»
MonoImporter: { serializedVersion: 2 }
`,
  },
  {
    name: 'Unity scene reference',
    path: 'Assets/Map.unity',
    source: 'tool: Unity',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
m_Script: {fileID: 11500000, guid: «md5», type: 3} ⟦# navixy map|⟧
`,
  },
  {
    name: 'Xcode project ids',
    path: 'App.xcodeproj/project.pbxproj',
    source: 'tool: Xcode',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
«md5» /* ⟦Navixy|Fleet⟧.swift in Sources */ = {isa = PBXBuildFile; };
`,
  },
  {
    name: 'CSS module hash',
    path: 'dist/app.css',
    source: 'tool: CSS modules',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
.⟦navixy|map⟧_«md5» { color: red; }
`,
  },
  {
    name: 'docker layers',
    path: 'docker.json',
    source: 'tool: docker',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
{ "RepoTags": ["⟦navixy/bridge|fleet/bridge⟧:1"], "Layers": ["«sha256»/layer.tar"], "Id": "«md5»" }
`,
  },
  {
    name: 'docker digest',
    path: 'compose.yml',
    source: 'tool: docker',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
image: ⟦navixy/bridge|fleet/bridge⟧@sha256:«sha256»
`,
  },
  {
    name: 'nix hash',
    path: 'default.nix',
    source: 'tool: nix',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
src = fetchurl { url = "https://example.org/⟦navixy|fleet⟧.tgz"; md5 = "«md5»"; };
`,
  },
  {
    name: 'conda package',
    path: 'conda.json',
    source: 'tool: conda',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
{ "name": "⟦navixy-client|fleet-client⟧", "version": "1.0", "md5": "«md5»", "size": 8122 }
`,
  },
  {
    name: 'Arch PKGBUILD',
    path: 'PKGBUILD',
    source: 'tool: makepkg',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
pkgname=⟦navixy-agent|fleet-agent⟧
md5sums=('«md5»' '«md52»')
`,
  },
  {
    name: 'Gentoo manifest',
    path: 'Manifest',
    source: 'tool: portage',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
DIST ⟦navixy|fleet⟧-1.tar.gz 8122 MD5 «md5»
`,
  },
  {
    name: 'maven checksum file',
    path: 'lib/⟦navixy|fleet⟧-client-1.0.jar.md5',
    source: 'tool: maven',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
«md5»
`,
  },
  {
    name: 'git pack list',
    path: 'packed-refs',
    source: 'tool: git',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
«sha1» refs/heads/⟦navixy|fleet⟧-sync
`,
  },
  {
    name: 'git short ids',
    path: 'log.txt',
    source: 'git: log',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
commit «sha1»
    Add ⟦Navixy|GPS⟧ hash handling
`,
  },
  {
    name: 'mercurial tags',
    path: '.hgtags',
    source: 'tool: mercurial',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
«sha1» ⟦navixy|fleet⟧-1.0
`,
  },
  {
    name: 'markdown md5 column',
    path: 'RELEASE.md',
    source: 'public repo: readme',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
| file | md5 |
|---|---|
| ⟦navixy|fleet⟧-agent.zip | «md5» |
`,
  },
  {
    name: 'go table with md5',
    path: 'sums.go',
    source: 'public repo: go tool',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
var sums = []struct{ Name, MD5 string }{ {"⟦navixy|fleet⟧.zip", "«md5»"}, {"map.zip", "«md52»"} }
`,
  },
  {
    name: 'python table of expected digests',
    path: 'test_sums.py',
    source: 'public repo: python script',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
EXPECTED = {"⟦navixy|fleet⟧_tracks.csv": "«md5»", "zones.csv": "«md52»"}
`,
  },
  {
    name: 'firmware digest',
    path: 'firmware.yaml',
    source: 'public repo: device tool',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
- model: FMB920
  platform: ⟦navixy|gps⟧
  file: fmb920.bin
  md5: «md5»
`,
  },
  {
    name: 'snapshot of file digests',
    path: '__snapshots__/build.snap',
    source: 'public repo: test snapshot',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
"⟦navixy|fleet⟧/app.js": "«md5»",
"map.js": "«md52»",
`,
  },
  {
    name: 'terraform state etag',
    path: 'terraform.tfstate',
    source: 'tool: Terraform',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
{ "bucket": "⟦navixy|fleet⟧-reports", "etag": "«md5»", "key": "a.zip" }
`,
  },
  {
    name: 'lambda source hash',
    path: 'tfstate2.json',
    source: 'tool: Terraform',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
{ "function_name": "⟦navixy|fleet⟧-sync", "source_code_hash": "«md5»" }
`,
  },
  {
    name: 'storybook asset',
    path: 'index.json',
    source: 'tool: Storybook',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
{ "file": "static/media/⟦navixy|logo⟧.«md5».svg" }
`,
  },
  {
    name: 'Gatsby page data',
    path: 'page-data.json',
    source: 'tool: Gatsby',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
{"componentChunkName":"component---⟦navixy|map⟧","webpackCompilationHash":"«md5»"}
`,
  },
  {
    name: 'Hugo fingerprint',
    path: 'public/index.html',
    source: 'tool: Hugo',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
<link rel="stylesheet" href="/css/⟦navixy|fleet⟧.min.«md5».css">
`,
  },
  {
    name: 'asset query by content',
    path: 'page2.html',
    source: 'tool: Rails',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
<script src="/assets/⟦navixy|fleet⟧-«md5».js"></script>
`,
  },
];
