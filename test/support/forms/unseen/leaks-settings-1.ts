import type { UnseenForm } from './form.ts';

/** Leaks in settings, exports and infrastructure, part 1. */
export const LEAKS_SETTINGS_1: readonly UnseenForm[] = [
  {
    name: 'dotenv with a head of the product',
    path: '.env',
    source: 'tool: dotenv',
    expected: { line: 'found', repository: 'found', alone: 'either' },
    text: `\
APP_ENV=production
⟦NAVIXY_|GPS_⟧HASH=«key»
DB_HOST=db.internal
`,
  },
  {
    name: 'dotenv key of a customer',
    path: '.env.production',
    source: 'tool: dotenv',
    expected: { line: 'found', repository: 'found', alone: 'either' },
    text: `\
PORT=8080
⟦NAVIXY|TRACKING⟧_API_KEY_ACME=«key»
`,
  },
  {
    name: 'dotenv session of a country',
    path: '.env.mx',
    source: 'tool: dotenv',
    expected: { line: 'found', repository: 'found', alone: 'either' },
    text: `\
VITE_⟦NAVIXY|FLEET⟧_SESSION_KEY_MX=«key»
VITE_MAP_STYLE=osm
`,
  },
  {
    name: 'dotenv export form',
    path: 'deploy/env.sh',
    source: 'tool: shell profile',
    expected: { line: 'found', repository: 'found', alone: 'either' },
    text: `\
export ⟦NAVIXY|GPS⟧_API_HASH="«key»"
export TZ=UTC
`,
  },
  {
    name: 'yaml nested',
    path: 'config/app.yml',
    source: 'tool: Spring Boot',
    expected: { line: 'found', repository: 'found', alone: 'either' },
    text: `\
⟦navixy|tracking⟧:
  base-url: https://⟦api.eu.navixy.com/v2|tracking.internal/v2⟧
  hash: «key»
  timeout: 5s
`,
  },
  {
    name: 'yaml list of accounts',
    path: 'ansible/group_vars/all.yml',
    source: 'public repo: ansible playbook',
    expected: { line: 'found', repository: 'found', alone: 'either' },
    text: `\
gps_accounts:
  - { name: north, hash: «key», server: "https://⟦api.us.navixy.com|gps-server⟧/v2" }
  - { name: south, hash: "{{ vault_south_hash }}", server: "https://gps.example/v2" }
`,
  },
  {
    name: 'helm values',
    path: 'charts/sync/values.yaml',
    source: 'tool: Helm',
    expected: { line: 'found', repository: 'found', alone: 'either' },
    text: `\
image: registry.example/sync:1.4
env:
  ⟦NAVIXY_HASH|GPS_HASH⟧: "«key»"
`,
  },
  {
    name: 'kubernetes container env',
    path: 'k8s/deployment.yaml',
    source: 'tool: Kubernetes',
    expected: { line: 'found', repository: 'found', alone: 'either' },
    text: `\
containers:
  - name: sync
    env:
      - name: ⟦NAVIXY_API_KEY|TRACKER_API_KEY⟧
        value: "«key»"
`,
  },
  {
    name: 'kubernetes secret data in base64',
    path: 'k8s/secret.yaml',
    source: 'tool: Kubernetes',
    expected: { line: 'found', repository: 'either', alone: 'either' },
    text: `\
apiVersion: v1
kind: Secret
metadata: { name: ⟦navixy|tracking⟧ }
data:
  ⟦NAVIXY_API_KEY|API_KEY⟧: ⟪base64:«key»⟫
`,
  },
  {
    name: 'kubernetes stringData',
    path: 'k8s/secret2.yaml',
    source: 'tool: Kubernetes',
    expected: { line: 'found', repository: 'found', alone: 'either' },
    text: `\
kind: Secret
metadata:
  name: ⟦navixy-credentials|gps-credentials⟧
stringData:
  ⟦navixy-hash|hash⟧: «key»
`,
  },
  {
    name: 'compose environment list',
    path: 'docker-compose.yml',
    source: 'tool: Docker Compose',
    expected: { line: 'found', repository: 'found', alone: 'either' },
    text: `\
services:
  bridge:
    image: fleet/bridge
    environment:
      - ⟦NAVIXY_HASH|GPS_HASH⟧=«key»
      - TZ=America/Bogota
`,
  },
  {
    name: 'Dockerfile argument',
    path: 'Dockerfile',
    source: 'tool: Docker',
    expected: { line: 'found', repository: 'found', alone: 'either' },
    text: `\
FROM python:3.12-slim
ARG ⟦NAVIXY_API_KEY|GPS_API_KEY⟧=«key»
RUN pip install -r requirements.txt
`,
  },
  {
    name: 'terraform variable file',
    path: 'prod.tfvars',
    source: 'tool: Terraform',
    expected: { line: 'found', repository: 'found', alone: 'either' },
    text: `\
region = "us-east-1"
⟦navixy_api_key|tracking_api_key⟧ = "«key»"
`,
  },
  {
    name: 'terraform lambda environment',
    path: 'infra/lambda.tf',
    source: 'tool: Terraform',
    expected: { line: 'found', repository: 'found', alone: 'either' },
    text: `\
environment {
  variables = {
    ⟦NAVIXY_HASH|FLEET_HASH⟧ = "«key»"
    STAGE = "prod"
  }
}
`,
  },
  {
    name: 'properties',
    path: 'application.properties',
    source: 'tool: Spring Boot',
    expected: { line: 'found', repository: 'found', alone: 'either' },
    text: `\
server.port=8081
⟦navixy|gps⟧.api.hash=«key»
`,
  },
  {
    name: 'web.config appSettings',
    path: 'Web.config',
    source: 'public repo: ASP.NET app',
    expected: { line: 'found', repository: 'found', alone: 'either' },
    text: `\
<appSettings>
  <add key="⟦NavixyHash|GpsHash⟧" value="«key»" />
  <add key="Env" value="prod" />
</appSettings>
`,
  },
  {
    name: 'appsettings json',
    path: 'appsettings.json',
    source: 'public repo: ASP.NET Core app',
    expected: { line: 'found', repository: 'found', alone: 'either' },
    text: `\
{
  "Logging": { "LogLevel": { "Default": "Information" } },
  "⟦Navixy|Tracking⟧": { "BaseUrl": "https://⟦saas.navixy.com/api-v2|gps.example/api⟧", "Hash": "«key»" }
}
`,
  },
  {
    name: 'Android string',
    path: 'app/src/main/res/values/strings.xml',
    source: 'public repo: Android app',
    expected: { line: 'found', repository: 'found', alone: 'either' },
    text: `\
<resources>
  <string name="app_name">⟦Navixy Fleet|Fleet⟧</string><string name="user_hash" translatable="false">«key»</string>
</resources>
`,
  },
  {
    name: 'Android build config',
    path: 'app/build.gradle',
    source: 'public repo: Android app',
    expected: { line: 'found', repository: 'found', alone: 'either' },
    text: `\
defaultConfig {
    buildConfigField "String", "⟦NAVIXY_HASH|GPS_HASH⟧", "\\"«key»\\""
}
`,
  },
  {
    name: 'iOS plist',
    path: 'ios/Fleet/Info.plist',
    source: 'public repo: iOS app',
    expected: { line: 'found', repository: 'found', alone: 'either' },
    text: `\
<dict>
  <key>⟦NavixyApiKey|TrackingApiKey⟧</key>
  <string>«key»</string>
</dict>
`,
  },
  {
    name: 'xcconfig',
    path: 'ios/Config.xcconfig',
    source: 'public repo: iOS app',
    expected: { line: 'found', repository: 'found', alone: 'either' },
    text: `\
⟦NAVIXY_SESSION_HASH|SESSION_HASH⟧ = «key»
`,
  },
  {
    name: 'ini section',
    path: 'conf/bridge.ini',
    source: 'public repo: python bridge',
    expected: { line: 'found', repository: 'found', alone: 'either' },
    text: `\
[⟦navixy|gps⟧]
url = https://⟦api.navixy.com/v2|gps.example/v2⟧
hash = «key»
`,
  },
  {
    name: 'toml',
    path: 'config.toml',
    source: 'public repo: rust exporter',
    expected: { line: 'found', repository: 'found', alone: 'either' },
    text: `\
[⟦navixy|source⟧]
api_hash = "«key»"
interval = 30
`,
  },
  {
    name: 'netrc-like note',
    path: 'notes/access.txt',
    source: 'chat: notes of a team',
    expected: { line: 'found', repository: 'found', alone: 'either' },
    text: `\
⟦Navixy API key|GPS API key⟧: «key»
valid for the whole fleet, do not share
`,
  },
  {
    name: 'Heroku config output',
    path: 'docs/heroku.txt',
    source: 'log: heroku config',
    expected: { line: 'found', repository: 'found', alone: 'either' },
    text: `\
=== fleet-sync Config Vars
DATABASE_URL:   postgres://localhost/x
⟦NAVIXY_HASH|TRACKER_HASH⟧:    «key»
`,
  },
];
