import type { HarmlessForm } from './harmless.ts';

/** Digests at the end of an expression over several lines, and after one that is about the platform. */
export const HARMLESS_SEVERAL_LINES: readonly HarmlessForm[] = [
  [
    'several lines, md5 zod',
    `const meta = z.object({
  md5: z
    .string()
    .default('@D'),
});`,
  ],
  [
    'several lines, navixy then md5',
    `const meta = z.object({
  NAVIXY_API_KEY: z.string(),
  md5: z
    .string()
    .default('@D'),
});`,
  ],
  [
    'several lines, navixy chain then another',
    `const meta = z.object({
  NAVIXY_API_KEY: z
    .string()
    .min(1),
  fileDigest: z
    .string()
    .default('@D'),
});`,
  ],
  [
    'several lines, ternary etag',
    `const etag = cached
  ? '@D'
  : undefined;`,
  ],
  [
    'several lines, ternary after navixy',
    `const NAVIXY_HASH = process.env.NAVIXY_HASH;
const checksum = cached
  ? '@D'
  : undefined;`,
  ],
  [
    'several lines, asi then call',
    `const navixyHash = read()
const etag = compute()
  .then(x => x)
  .catch(() => '@D')`,
  ],
  [
    'several lines, expect chain',
    `expect(navixyClient)
  .toHaveProperty('etag', '@D');`,
  ],
  [
    'several lines, expect hash',
    `const navixyClient = create();
expect(md5(file))
  .toBe('@D');`,
  ],
  [
    'several lines, gravatar',
    `const avatar = user.avatar
  ?? 'https://www.gravatar.com/avatar/@D';`,
  ],
  [
    'several lines, python md5',
    `navixy_file_md5 = (
    cached
    or "@D"
)`,
  ],
  [
    'several lines, trace id',
    `const traceId = headers['x']
  || '@D';`,
  ],
  [
    'several lines, java builder etag',
    `NavixyClient client = NavixyClient.builder()
    .etag(
        "@D")
    .build();`,
  ],
  [
    'several lines, java builder release',
    `Navixy.builder()
    .apiKey(System.getenv("X"))
    .buildId("@D")
    .build();`,
  ],
  [
    'several lines, sentry',
    `const SENTRY_KEY = z
  .string()
  .default('@D');`,
  ],
  [
    'several lines, switch',
    `const navixyHash = read();
switch (x) {
  case 1: return '@D';
}`,
  ],
  [
    'several lines, object after',
    `const navixyHash = load({
  file: 'x',
})
const build = {
  revision:
    '@D',
};`,
  ],
  [
    'several lines, google maps key chain',
    `const env = z.object({
  GOOGLE_MAPS_KEY: z
    .string()
    .default('@D'),
});`,
  ],
  [
    'several lines, commit ternary',
    `const NAVIXY_VERSION = release
  ? '1.0'
  : '@D';`,
  ],
  [
    'several lines, jwt secret chain',
    `const env = z.object({
  NAVIXY_HASH: z.string(),
  JWT_SECRET: z
    .string()
    .default('@D'),
});`,
  ],
  [
    'several lines, webpack ids',
    `const vendorHash = production
  ? '[contenthash]'
  : '@D';`,
  ],
  [
    'several lines, convict md5',
    `const config = convict({
  assetDigest: {
    doc: 'x',
    default: '@D',
    env: 'ASSET_DIGEST',
  },
});`,
  ],
  [
    'several lines in a platform project: chain that looks a digest up',
    `import { navixy } from './navixy';
const version = await store
  .find({ md5: sum(file) })
  .catch(() => '@D');`,
  ],
  [
    'several lines in a platform project: fallback of a revision',
    `const NAVIXY_URL = process.env.NAVIXY_URL;
const revision = process.env.GIT_SHA
  ?? readHead()
  ?? '@D';`,
  ],
  [
    'several lines in a platform project: builder with an etag',
    `var request = navixyRequest
    .newBuilder()
    .header("If-None-Match",
        "@D")
    .build();`,
  ],
  [
    'several lines in a platform project: digest compared in a condition',
    `const navixyReady = checksum === '@D'
  ? start()
  : undefined;`,
  ],
  [
    'several lines in a platform project: file by digest in a call of a client',
    `const navixyIcons = await Promise.all([
  load('a.png', '@D'),
  load('b.png', '@D2'),
]);`,
  ],
  [
    'several lines in a platform project: default of an asset behind a key',
    `cleanEnv(process.env, {
  NAVIXY_API_KEY: str({ desc: 'key' }),
  ASSET_DIGEST: str({
    default: '@D',
  }),
});`,
  ],
  [
    'several lines in a platform project: Python digest behind a key',
    `NAVIXY_HASH = os.environ["NAVIXY_HASH"]
EXPECTED_MD5 = (
    load_expected()
    or "@D"
)`,
  ],
  [
    'several lines in a platform project: Kotlin builder of an image',
    `val image = NavixyIcon.Builder()
    .cacheKey(
        "@D"
    )
    .build()`,
  ],
  [
    'several lines in a platform project: test of a digest',
    `const navixyHash = read()
expect(digest)
  .toBe('@D')`,
  ],
];
