import type { LeakForm } from './leaks.ts';

/** Values at the end of an expression over several lines: chains of schemas, ternaries, fallbacks, builders. */
export const LEAKS_SEVERAL_LINES: readonly LeakForm[] = [
  [
    'several lines: zod chain',
    `const env = z.object({
  NAVIXY_API_KEY: z
    .string()
    .default('@H'),
});`,
    'api-key',
  ],
  [
    'several lines: zod chain deep',
    `export const env = z.object({
  PORT: z.coerce.number().default(3000),
  NAVIXY_API_KEY: z
    .string({ required_error: 'needed' })
    .trim()
    .length(32)
    .regex(/^[0-9a-f]+$/)
    .describe('key of the fleet platform')
    .default('@H'),
});`,
    'hash',
  ],
  [
    'several lines: zod string on first line',
    `const env = z.object({
  NAVIXY_HASH: z.string()
    .min(1)
    .optional()
    .default("@H"),
});`,
    'hash',
  ],
  [
    'several lines: ternary',
    `const NAVIXY_HASH = isProd
  ? process.env.HASH_PROD
  : '@H';`,
    'hash',
  ],
  [
    'several lines: ternary first',
    `const NAVIXY_HASH = process.env.NODE_ENV === 'production'
  ? '@H'
  : undefined;`,
    'hash',
  ],
  [
    'several lines: ternary both lines, name above',
    `const navixyApiKey =
  region === 'eu'
    ? '@H'
    : readKey();`,
    'api-key',
  ],
  [
    'several lines: nested ternary',
    `const NAVIXY_HASH = eu
  ? process.env.HASH_EU
  : us
    ? '@H'
    : '';`,
    'hash',
  ],
  [
    'several lines: joi',
    `const schema = Joi.object({
  NAVIXY_API_KEY: Joi
    .string()
    .hex()
    .length(32)
    .default('@H'),
});`,
    'api-key',
  ],
  [
    'several lines: yup',
    `const schema = yup.object({
  navixyHash: yup
    .string()
    .required()
    .default('@H'),
});`,
    'hash',
  ],
  [
    'several lines: envalid',
    `const env = cleanEnv(process.env, {
  NAVIXY_API_KEY: str({
    desc: 'The key of the platform',
    example: 'abc',
    default: '@H',
  }),
});`,
    'api-key',
  ],
  [
    'several lines: envalid devDefault',
    `const env = cleanEnv(process.env, {
  NAVIXY_API_KEY: str({
    devDefault: '@H',
  }),
});`,
    'api-key',
  ],
  [
    'several lines: envalid inline',
    `const env = cleanEnv(process.env, { NAVIXY_API_KEY: str({ default: '@H' }) });`,
    'api-key',
  ],
  [
    'several lines: convict',
    `const config = convict({
  navixyApiKey: {
    doc: 'The key of the platform.',
    format: String,
    default: '@H',
    env: 'NAVIXY_API_KEY',
  },
});`,
    'api-key',
  ],
  [
    'several lines: convict nested',
    `const config = convict({
  navixy: {
    hash: {
      doc: 'Hash',
      format: '*',
      default: '@H',
      env: 'HASH',
      sensitive: true,
    },
  },
});`,
    'hash',
  ],
  [
    'several lines: t3-env',
    `export const env = createEnv({
  server: {
    NAVIXY_API_KEY: z
      .string()
      .min(32)
      .default('@H'),
  },
});`,
    'api-key',
  ],
  [
    'several lines: valibot',
    `const Env = v.object({
  NAVIXY_API_KEY: v.optional(
    v.string(),
    '@H',
  ),
});`,
    'api-key',
  ],
  [
    'several lines: or on a new line',
    `const navixyHash = process.env.NAVIXY_HASH
  || '@H';`,
    'hash',
  ],
  [
    'several lines: or on a new line, longer',
    `const navixyHash =
  process.env.NAVIXY_HASH
  || config.get('navixy.hash')
  || '@H';`,
    'hash',
  ],
  [
    'several lines: nullish on a new line',
    `const NAVIXY_HASH = process.env.NAVIXY_HASH
  ?? settings.hash
  ?? '@H';`,
    'hash',
  ],
  [
    'several lines: unrelated fallback',
    `const NAVIXY_HASH = readSetting('x')
  ?? loadDefault()
  ?? '@H';`,
    'hash',
  ],
  [
    'several lines: python parens',
    `NAVIXY_HASH = (
    os.environ.get("PLATFORM")
    or "@H"
)`,
    'hash',
  ],
  [
    'several lines: python parens or getenv',
    `navixy_hash = (
    os.getenv("NAVIXY_HASH")
    or settings.hash
    or "@H"
)`,
    'hash',
  ],
  [
    'several lines: python conditional',
    `NAVIXY_HASH = (
    load_secret("x")
    if PRODUCTION
    else "@H"
)`,
    'hash',
  ],
  [
    'several lines: python getenv lines',
    `NAVIXY_HASH = os.environ.get(
    "NAVIXY_HASH",
    "@H",
)`,
    'hash',
  ],
  [
    'several lines: python backslash',
    `navixy_hash = \\
    "@H"`,
    'hash',
  ],
  [
    'several lines: pydantic',
    `class Settings(BaseSettings):
    navixy_api_key: str = Field(
        default="@H",
        description="key",
    )`,
    'api-key',
  ],
  [
    'several lines: environs',
    `NAVIXY_API_KEY = env.str(
    "KEY",
    default="@H",
)`,
    'hash',
  ],
  [
    'several lines: kotlin builder',
    `val client = NavixyClient.Builder()
    .baseUrl("https://example.com")
    .apiKey(
        "@H"
    )
    .build()`,
    'api-key',
  ],
  [
    'several lines: java builder',
    `NavixyClient client = NavixyClient.builder()
    .timeout(Duration.ofSeconds(5))
    .apiKey("@H")
    .build();`,
    'api-key',
  ],
  [
    'several lines: java builder lines',
    `NavixyClient client = NavixyClient.builder()
    .sessionHash(
        "@H")
    .build();`,
    'session',
  ],
  [
    'several lines: java optional',
    `String navixyHash = Optional.ofNullable(System.getenv("NAVIXY_HASH"))
    .filter(s -> !s.isEmpty())
    .orElse("@H");`,
    'hash',
  ],
  [
    'several lines: java ternary',
    `String navixyHash = prod
    ? System.getenv("X")
    : "@H";`,
    'hash',
  ],
  [
    'several lines: kotlin elvis',
    `val navixyHash = System.getenv("X")
    ?: "@H"`,
    'hash',
  ],
  [
    'several lines: rust unwrap_or',
    `let navixy_hash = std::env::var("X")
    .ok()
    .filter(|s| !s.is_empty())
    .unwrap_or_else(|| "@H".to_string());`,
    'hash',
  ],
  [
    'several lines: rust unwrap_or_else',
    `let navixy_hash = env::var("NAVIXY_HASH")
    .unwrap_or_else(|_| {
        "@H".into()
    });`,
    'hash',
  ],
  [
    'several lines: c# ??',
    `var navixyHash = Environment.GetEnvironmentVariable("X")
    ?? configuration["Other"]
    ?? "@H";`,
    'hash',
  ],
  [
    'several lines: c# ternary',
    `private readonly string _navixyHash = useSandbox
    ? "@H"
    : null;`,
    'hash',
  ],
  [
    'several lines: php ?:',
    `$navixyHash = getenv('X')
    ?: '@H';`,
    'hash',
  ],
  [
    'several lines: php ??',
    `$navixyHash = $_ENV['X']
    ?? $config['y']
    ?? '@H';`,
    'hash',
  ],
  [
    'several lines: php ternary',
    `$navixy_hash = $debug
    ? '@H'
    : null;`,
    'hash',
  ],
  [
    'several lines: ruby',
    `navixy_hash = ENV['X'] ||
  '@H'`,
    'hash',
  ],
  [
    'several lines: ruby fetch',
    `navixy_hash = ENV.fetch('X') do
  '@H'
end`,
    'hash',
  ],
  [
    'several lines: go',
    `navixyHash := cmp.Or(
	os.Getenv("X"),
	"@H",
)`,
    'hash',
  ],
  [
    'several lines: swift',
    `let navixyHash = ProcessInfo.processInfo.environment["X"]
    ?? "@H"`,
    'hash',
  ],
  [
    'several lines: dart',
    `const navixyHash = String.fromEnvironment(
  'X',
  defaultValue: '@H',
);`,
    'hash',
  ],
  [
    'several lines: class field chain',
    `class A {
  private readonly navixyHash = inject(ConfigService)
    .get('x')
    ?? '@H';
}`,
    'hash',
  ],
  [
    'several lines: env-var',
    `const NAVIXY_HASH = env
  .get('X')
  .default('@H')
  .asString();`,
    'hash',
  ],
  [
    'several lines: nconf',
    `nconf.defaults({
  navixy: {
    hash:
      '@H',
  },
});`,
    'hash',
  ],
  [
    'several lines: promise chain',
    `const navixyHash = await loadSecrets()
  .then((s) => s.hash)
  .catch(() => '@H');`,
    'hash',
  ],
  [
    'several lines: terraform coalesce',
    `navixy_hash = coalesce(
    var.x,
    "@H",
  )`,
    'hash',
  ],
  [
    'several lines: yargs',
    `yargs.option('navixy-hash', {
  type: 'string',
  describe: 'hash',
  default: '@H',
});`,
    'hash',
  ],
  [
    'several lines: commander',
    `program
  .option(
    '--navixy-hash <hash>',
    'The hash of the account',
    '@H',
  );`,
    'hash',
  ],
  [
    'several lines: oclif',
    `static flags = {
  navixyHash: Flags.string({
    char: 'h',
    description: 'x',
    default: '@H',
  }),
};`,
    'hash',
  ],
  [
    'several lines: nestjs decorator',
    `@IsString()
navixyApiKey: string =
  '@H';`,
    'api-key',
  ],
  [
    'several lines: scala',
    `val navixyHash = sys.env.get("X")
  .filter(_.nonEmpty)
  .getOrElse("@H")`,
    'hash',
  ],
  [
    'several lines: effect',
    `const NAVIXY_HASH = Config.string('X').pipe(
  Config.withDefault('@H'),
);`,
    'hash',
  ],
  [
    'several lines: arktype',
    `const Env = type({
  NAVIXY_API_KEY:
    "string = '@H'",
});`,
    'api-key',
  ],
  [
    'several lines: logical assignment',
    `navixyHash
  ??= '@H';`,
    'hash',
  ],
  [
    'several lines: comment between',
    `const env = z.object({
  NAVIXY_API_KEY: z
    .string()
    // set in production
    .default('@H'),
});`,
    'api-key',
  ],
];
