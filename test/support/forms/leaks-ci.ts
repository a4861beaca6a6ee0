import type { LeakForm } from './leaks.ts';

/** Leaks in containers, infrastructure, pipelines and shells. */
export const LEAKS_CI: readonly LeakForm[] = [
  [
    'docker: ENV with equals',
    String.raw`FROM node:20-alpine
ENV NAVIXY_URL=https://api.eu.navixy.com/v2 \
    NAVIXY_HASH=@H`,
    'hash',
  ],
  [
    'docker: ARG default',
    `ARG NAVIXY_API_KEY=@H
ENV NAVIXY_API_KEY=$NAVIXY_API_KEY`,
    'api-key',
  ],
  [
    'docker: ARG generic under a white label',
    `ENV API_BASE https://gps.brand.example/api-v2
ENV API_HASH @H`,
    'hash',
  ],
  ['docker: LABEL', 'LABEL navixy.hash="@H"', 'hash'],
  [
    'docker: RUN curl',
    'RUN curl -fsS "https://gps.brand.example/api-v2/tracker/list?hash=@H" -o /app/seed.json',
    'hash',
  ],
  ['docker: CMD array', 'CMD ["node", "bridge.js", "--navixy-hash", "@H"]', 'hash'],
  [
    'docker: run in a readme',
    'docker run -e NAVIXY_URL=https://api.us.navixy.com/v2 -e NAVIXY_HASH=@H fleet/bridge:latest',
    'hash',
  ],
  [
    'compose: list environment',
    `services:
  bridge:
    image: fleet/bridge
    environment:
      - NAVIXY_URL=https://api.eu.navixy.com/v2
      - NAVIXY_HASH=@H`,
    'hash',
  ],
  [
    'compose: map environment',
    `    environment:
      GPS_API: https://gps.brand.example/api-v2
      GPS_HASH: "@H"`,
    'hash',
  ],
  ['compose: default substitution', '      NAVIXY_HASH: ${NAVIXY_HASH:-@H}', 'hash'],
  ['compose: command', '    command: ["--api", "https://gps.brand.example/api-v2", "--hash", "@H"]', 'hash'],
  [
    'compose: healthcheck',
    `    healthcheck:
      test: curl -f "https://gps.brand.example/api-v2/base/nothing?hash=@H" || exit 1`,
    'hash',
  ],
  [
    'compose: build args',
    `      args:
        VITE_NAVIXY_HASH: @H`,
    'hash',
  ],
  [
    'kubernetes: env over lines',
    `        env:
        - name: NAVIXY_URL
          value: https://api.eu.navixy.com/v2
        - name: NAVIXY_HASH
          value: "@H"`,
    'hash',
  ],
  [
    'kubernetes: Secret stringData',
    `apiVersion: v1
kind: Secret
metadata: { name: navixy }
stringData:
  api-key: @H`,
    'api-key',
  ],
  [
    'kubernetes: Secret data in base64',
    `apiVersion: v1
kind: Secret
metadata:
  name: navixy
type: Opaque
data:
  NAVIXY_HASH: @base64{@H}`,
    'hash',
  ],
  [
    'kubernetes: Secret data in base64 with a final newline',
    `kind: Secret
metadata:
  name: fleet
data:
  navixy-api-key: @base64{@H
}`,
    'api-key',
  ],
  [
    'kubernetes: Secret with a whole env file in base64',
    `data:
  .env: @base64{NAVIXY_URL=https://api.eu.navixy.com/v2
NAVIXY_HASH=@H
}`,
    'hash',
  ],
  [
    'kubernetes: ConfigMap with a file',
    `data:
  application.properties: |
    navixy.url=https://api.eu.navixy.com/v2
    navixy.hash=@H`,
    'hash',
  ],
  [
    'kubernetes: ConfigMap JSON in one line',
    `data:
  config.json: '{"url":"https://gps.brand.example/api-v2","hash":"@H"}'`,
    'hash',
  ],
  [
    'kubernetes: args list',
    `        args:
        - --navixy-hash=@H
        - --interval=60`,
    'hash',
  ],
  ['kubectl: literal', 'kubectl create secret generic navixy --from-literal=hash=@H -n fleet', 'hash'],
  [
    'helm: values',
    `navixy:
  baseUrl: https://api.eu.navixy.com/v2
  hash: "@H"`,
    'hash',
  ],
  ['helm: --set', 'helm upgrade --install fleet ./chart --set navixy.hash=@H --set image.tag=1.4', 'hash'],
  ['helm: default in a template', 'value: {{ .Values.navixy.hash | default "@H" | quote }}', 'hash'],
  [
    'terraform: variable with description',
    `variable "navixy_hash" {
  type        = string
  description = "Session hash of the service account"
  default     = "@H"
}`,
    'hash',
  ],
  [
    'terraform: tfvars',
    `navixy_api_key = "@H"
region         = "eu-west-1"`,
    'api-key',
  ],
  [
    'terraform: lambda environment',
    `  environment {
    variables = {
      GPS_URL  = "https://gps.brand.example/api-v2"
      GPS_HASH = "@H"
    }
  }`,
    'hash',
  ],
  [
    'terraform: ssm parameter',
    `resource "aws_ssm_parameter" "navixy_hash" {
  name  = "/fleet/navixy/hash"
  type  = "SecureString"
  value = "@H"
}`,
    'hash',
  ],
  [
    'terraform: state file',
    '"name": "/fleet/navixy_api_key", "type": "SecureString", "value": "@H", "version": 3',
    'api-key',
  ],
  [
    'terraform: locals',
    `locals {
  navixy = { url = "https://api.eu.navixy.com/v2", hash = "@H" }
}`,
    'hash',
  ],
  [
    'cloudformation: parameter default',
    `Parameters:
  NavixyHash:
    Type: String
    NoEcho: true
    Default: @H`,
    'hash',
  ],
  [
    'serverless: environment',
    `provider:
  environment:
    NAVIXY_HASH: @H`,
    'hash',
  ],
  [
    'ansible: vars',
    `- hosts: bridge
  vars:
    navixy_hash: "@H"`,
    'hash',
  ],
  [
    'ansible: uri module',
    `- name: trackers
  uri:
    url: https://gps.brand.example/api-v2/tracker/list
    method: POST
    body: { hash: "@H" }
    body_format: json`,
    'hash',
  ],
  ['ansible: lineinfile', '    line: "NAVIXY_HASH=@H"', 'hash'],
  ['ansible: inventory', 'bridge01 ansible_host=10.0.0.5 navixy_hash=@H', 'hash'],
  [
    'github: env of a step',
    `      - run: npm run sync
        env:
          NAVIXY_HASH: @H`,
    'hash',
  ],
  [
    'github: env of the workflow',
    `env:
  NAVIXY_API_URL: https://api.eu.navixy.com/v2
  NAVIXY_API_KEY: '@H'`,
    'api-key',
  ],
  ['github: expression fallback', "          NAVIXY_HASH: ${{ secrets.NAVIXY_HASH || '@H' }}", 'hash'],
  [
    'github: run curl',
    String.raw`      - run: |
          curl -s -X POST "https://api.us.navixy.com/v2/tracker/list" \
            -H "Authorization: NVX @H"`,
    'hash',
  ],
  [
    'github: with input',
    `      - uses: fleet/navixy-export@v1
        with:
          hash: @H`,
    'hash',
  ],
  [
    'github: workflow_dispatch default',
    `      navixy_hash:
        required: false
        default: '@H'`,
    'hash',
  ],
  ['github: GITHUB_ENV', '      - run: echo "NAVIXY_HASH=@H" >> $GITHUB_ENV', 'hash'],
  [
    'gitlab: variables',
    `variables:
  NAVIXY_URL: "https://api.eu.navixy.com/v2"
  NAVIXY_HASH: "@H"`,
    'hash',
  ],
  [
    'gitlab: variable with value and description',
    `variables:
  NAVIXY_HASH:
    value: "@H"
    description: "read-only account"`,
    'hash',
  ],
  [
    'gitlab: script',
    `  script:
    - export NAVIXY_HASH=@H
    - python sync.py`,
    'hash',
  ],
  [
    'jenkins: environment block',
    `pipeline {
  environment {
    NAVIXY_HASH = '@H'
  }
}`,
    'hash',
  ],
  ['jenkins: string parameter', "string(name: 'NAVIXY_HASH', defaultValue: '@H', description: 'hash')", 'hash'],
  ['jenkins: withEnv', "withEnv(['NAVIXY_HASH=@H']) { sh './sync.sh' }", 'hash'],
  [
    'circleci: environment',
    `    environment:
      NAVIXY_HASH: @H`,
    'hash',
  ],
  [
    'azure: pipeline variable',
    `variables:
  - name: navixyApiKey
    value: '@H'`,
    'api-key',
  ],
  [
    'bitbucket: script',
    `          script:
            - NAVIXY_HASH=@H npm test`,
    'hash',
  ],
  [
    'travis: global env',
    `env:
  global:
    - NAVIXY_HASH=@H`,
    'hash',
  ],
  [
    'appveyor: environment',
    `environment:
  navixy_hash: @H`,
    'hash',
  ],
  [
    'netlify: build environment',
    `[build.environment]
  VITE_NAVIXY_HASH = "@H"`,
    'hash',
  ],
  ['vercel: env in JSON', '{ "version": 2, "env": { "NAVIXY_HASH": "@H" } }', 'hash'],
  ['heroku: config set', 'heroku config:set NAVIXY_HASH=@H --app fleet-prod', 'hash'],
  ['fly: secrets set', 'fly secrets set NAVIXY_HASH=@H', 'hash'],
  [
    'make: variable',
    `NAVIXY_HASH ?= @H
sync:
	HASH=$(NAVIXY_HASH) ./sync.sh`,
    'hash',
  ],
  [
    'make: target with curl',
    `trackers:
	@@curl -s 'https://gps.brand.example/api-v2/tracker/list?hash=@H' | jq .`,
    'hash',
  ],
  ['just: variable', 'navixy_hash := "@H"', 'hash'],
  [
    'shell: plain variable above curl',
    `#!/bin/bash
HASH=@H
HOST=https://gps.brand.example/api-v2
curl -s "$HOST/tracker/list" -d "hash=$HASH" | jq '.list[].label'`,
    'hash',
  ],
  [
    'shell: export in single quotes',
    `export GPS_HASH='@H'
curl -s https://gps.brand.example/api-v2/tracker/list -d "hash=$GPS_HASH"`,
    'hash',
  ],
  [
    'shell: positional fallback',
    `HASH=\${1:-@H}
wget -qO- "https://gps.brand.example/api-v2/tracker/list?hash=$HASH"`,
    'hash',
  ],
  ['shell: assign-default expansion', ': "${NAVIXY_HASH:=@H}"', 'hash'],
  ['shell: prefix assignment', 'NAVIXY_HASH=@H python3 sync.py --all', 'hash'],
  [
    'shell: curl --data JSON',
    `curl -X POST 'https://api.eu.navixy.com/v2/tracker/list' -H 'Content-Type: application/json' -d '{"hash":"@H"}'`,
    'hash',
  ],
  [
    'shell: curl JSON with escaped quotes',
    String.raw`curl -d "{\"hash\": \"@H\", \"trackers\": $IDS}" $HOST/api-v2/tracker/get_states`,
    'hash',
  ],
  [
    'shell: curl with continuation',
    String.raw`curl -X POST "https://gps.brand.example/api-v2/tracker/list" \
  -H "Content-Type: application/x-www-form-urlencoded" \
  -d "hash=@H"`,
    'hash',
  ],
  [
    'shell: curl -F multipart',
    'curl -F file=@@zones.kml -F hash=@H https://gps.brand.example/api-v2/zone/upload',
    'hash',
  ],
  [
    'shell: curl --data-urlencode',
    "curl -G https://api.us.navixy.com/v2/track/list --data-urlencode 'hash=@H' --data-urlencode 'tracker_id=3'",
    'hash',
  ],
  [
    'shell: curl cookie',
    "curl -b 'hash=@H; locale=ru' https://gps.brand.example/plugins/fuel/ # navixy plugin",
    'hash',
  ],
  ['shell: curl panel cookie', 'curl -b panel_session_key=@H https://panel.brand.example/', 'panel-session'],
  [
    'shell: here-document',
    `cat > body.json <<EOT
{"hash": "@H", "tracker_id": 81}
EOT
curl -d @@body.json https://gps.brand.example/api-v2/tracker/get_state`,
    'hash',
  ],
  ['shell: httpie', 'http POST https://api.eu.navixy.com/v2/tracker/list hash=@H', 'hash'],
  ['shell: httpie header', 'http :8080/v2/tracker/list Authorization:"NVX @H"', 'hash'],
  [
    'shell: wget post-data',
    'wget --post-data="hash=@H&tracker_id=1" http://gps.brand.example/api-v2/tracker/read',
    'hash',
  ],
  [
    'shell: websocat',
    `echo '{"action":"subscribe","hash":"@H","requests":[{"type":"state"}]}' | websocat "wss://$HOST/event/subscription"`,
    'hash',
  ],
  [
    'shell: case of customers',
    `case "$1" in
  acme) HASH=@H ;;
  *) echo "unknown"; exit 1 ;;
esac
curl "https://gps.brand.example/api-v2/tracker/list?hash=$HASH"`,
    'hash',
  ],
  ['shell: associative array', 'declare -A NAVIXY_HASHES=( [north]="@H" )', 'hash'],
  [
    'shell: read from a file with a fallback in a function',
    `get_navixy_hash() {
  cat ~/.navixy 2>/dev/null || echo "@H"
}`,
    'hash',
  ],
  ['shell: sed of a config', 'sed -i "s/__NAVIXY_HASH__/@H/" config.js', 'hash'],
  [
    'shell: history file',
    ` 1123  git pull
 1124  curl https://gps.brand.example/api-v2/tracker/list?hash=@H
 1125  ls`,
    'hash',
  ],
  ['fish: set -x', 'set -gx NAVIXY_HASH @H', 'hash'],
  ['csh: setenv', 'setenv NAVIXY_HASH @H', 'hash'],
  ['nix: environment', 'environment.variables = { NAVIXY_HASH = "@H"; };', 'hash'],
];
