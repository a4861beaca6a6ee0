/** Examples in `--help` of the commands that talk to the platform. */

const LOGIN = 'Login of the owner: NAVIXY_LOGIN and NAVIXY_PASSWORD, or a prompt. Never an argument.';

export const VERIFY_EXAMPLES = `
Examples:
  navixy-secrets verify                    which of the secrets in this folder are alive
  navixy-secrets verify --history --format json
  navixy-secrets verify --region eu        ask one region only; the answer holds for it alone

Exit status: 0 all are dead, 1 something is alive, 2 it could not be found out.`;

export const REVOKE_EXAMPLES = `
Examples:
  navixy-secrets revoke                    find, check which are alive, show the plan, ask, revoke, check again
  navixy-secrets revoke --history          the same for everything in the history
  navixy-secrets revoke --api-url https://gps.brand.example/api-v2    a white-label installation
  navixy-secrets revoke --only 0123456789abcdef0123                one secret, by the fingerprint that scan shows
  navixy-secrets revoke --yes --kind session --evidence leak.jsonl in a CI job, sessions only, with a record

Deleting an API key needs its owner. ${LOGIN}
Exit status: 0 everything found is proven dead, 1 something is alive, 2 it could not be found out.`;

export const ROTATE_EXAMPLES = `
Examples:
  navixy-secrets rotate --to-env .env:NAVIXY_API_KEY
  navixy-secrets rotate --only 0123456789abcdef0123 --to-github NAVIXY_API_KEY --repo fleet/backend
  navixy-secrets rotate --region eu --only 0123456789abcdef0123 --to-command "vault kv put secret/navixy key=-"

The new value goes into a file or to a command's standard input, never on the screen unless --show.
${LOGIN}
Exit status: 0 the new key lives and the old one is proven dead, 1 the old one is alive, 2 it could not be found out.`;

export const KEYS_EXAMPLES = `
Examples:
  navixy-secrets keys --region eu          the keys of an account, those found in this folder marked
  navixy-secrets keys --region eu --history --format json

${LOGIN}
Exit status: 0 no key of the account was found leaked, 1 one was (and it is alive), 2 they could not be listed.`;
