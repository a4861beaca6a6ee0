import { ANY_PLACE, IN_REPOSITORY, type UnseenForm } from './form.ts';

/** Leaks in tests of load and of requests, infrastructure, gateways and talk. */
export const LEAKS_TOOLS_2: readonly UnseenForm[] = [
  {
    name: 'k6 script',
    path: 'load.js',
    source: 'tool: load tests',
    expected: ANY_PLACE,
    text: `\
import http from 'k6/http';
const HASH = __ENV.HASH || '«key»';
export default () => http.post('https://⟦api.eu.navixy.com/v2|gps.brand.example/api-v2⟧/tracker/list', JSON.stringify({ hash: HASH }));
`,
  },
  {
    name: 'JMeter argument',
    path: 'plan.jmx',
    source: 'tool: load tests',
    expected: IN_REPOSITORY,
    text: `\
<stringProp name="HTTPSampler.domain">⟦api.eu.navixy.com|gps.brand.example⟧</stringProp>
<elementProp name="hash" elementType="HTTPArgument">
  <boolProp name="HTTPArgument.always_encode">false</boolProp>
  <stringProp name="Argument.value">«key»</stringProp>
  <stringProp name="Argument.metadata">=</stringProp>
  <stringProp name="Argument.name">hash</stringProp>
</elementProp>
`,
  },
  {
    name: 'SoapUI property',
    path: 'project.xml',
    source: 'tool: requests',
    expected: IN_REPOSITORY,
    text: `\
<con:properties><con:property><con:name>⟦navixyHash|sessionHash⟧</con:name><con:value>«key»</con:value></con:property></con:properties>
`,
  },
  {
    name: 'Insomnia environment',
    path: 'insomnia.json',
    source: 'tool: requests',
    expected: IN_REPOSITORY,
    text: `\
{"_type":"environment","name":"Base","data":{"base_url":"⟦https://api.eu.navixy.com/v2|https://gps.brand.example⟧","hash":"«key»"},"dataPropertyOrder":{"&":["base_url","hash"]}}
`,
  },
  {
    name: 'Bruno request',
    path: 'list.bru',
    source: 'tool: requests',
    expected: ANY_PLACE,
    text: `\
post {
  url: https://⟦api.eu.navixy.com/v2|gps.brand.example/api-v2⟧/tracker/list
  body: json
}
body:json {
  {
    "hash": "«key»"
  }
}
`,
  },
  {
    name: 'Bruno environment',
    path: 'environments/prod.bru',
    source: 'tool: requests',
    expected: IN_REPOSITORY,
    text: `\
vars {
  host: ⟦https://api.eu.navixy.com/v2|https://gps.brand.example⟧
  hash: «key»
}
`,
  },
  {
    name: 'Hoppscotch collection',
    path: 'hoppscotch.json',
    source: 'tool: requests',
    expected: ANY_PLACE,
    text: `\
{"v":"1","endpoint":"https://⟦api.us.navixy.com/v2|gps.brand.example/api-v2⟧/user/get_info","params":[{"key":"hash","value":"«key»","active":true}],"method":"GET"}
`,
  },
  {
    name: 'Thunder Client environment',
    path: 'thunder-environment.json',
    source: 'tool: requests',
    expected: IN_REPOSITORY,
    text: `\
{"_id":"1","name":"⟦Navixy|prod⟧","default":true,"data":[{"name":"session_key","value":"«key»"}]}
`,
  },
  {
    name: 'Ansible variables',
    path: 'group_vars/all.yml',
    source: 'tool: infrastructure',
    expected: IN_REPOSITORY,
    text: `\
fleet_sync_interval: 60
⟦navixy_api_hash|fleet_hash⟧: "«key»"
`,
  },
  {
    name: 'Ansible uri task',
    path: 'tasks/main.yml',
    source: 'tool: infrastructure',
    expected: ANY_PLACE,
    text: `\
- name: read trackers
  ansible.builtin.uri:
    url: "https://⟦api.eu.navixy.com/v2|gps.brand.example/api-v2⟧/tracker/list"
    method: POST
    body_format: form-urlencoded
    body:
      hash: «key»
`,
  },
  {
    name: 'Terraform variables',
    path: 'prod.tfvars',
    source: 'tool: infrastructure',
    expected: IN_REPOSITORY,
    text: `\
region       = "eu-west-1"
⟦navixy_hash|session_hash⟧ = "«key»"
`,
  },
  {
    name: 'Terraform state',
    path: 'terraform.tfstate',
    source: 'tool: infrastructure',
    expected: IN_REPOSITORY,
    text: `\
{"type":"aws_ssm_parameter","instances":[{"attributes":{"name":"/prod/⟦navixy|gps⟧/session_key","type":"SecureString","value":"«key»","version":3}}]}
`,
  },
  {
    name: 'Helm values',
    path: 'values.yaml',
    source: 'tool: infrastructure',
    expected: IN_REPOSITORY,
    text: `\
tracking:
  provider: ⟦navixy|internal⟧
  hash: "«key»"
`,
  },
  {
    name: 'Helm set flag',
    path: 'deploy.sh',
    source: 'tool: infrastructure',
    expected: IN_REPOSITORY,
    text: `\
helm upgrade --install sync ./chart --set env.⟦NAVIXY|SESSION⟧_HASH=«key» --wait
`,
  },
  {
    name: 'systemd unit',
    path: 'sync.service',
    source: 'tool: infrastructure',
    expected: IN_REPOSITORY,
    text: `\
[Service]
Environment=TZ=UTC "⟦NAVIXY|SESSION⟧_HASH=«key»"
ExecStart=/usr/bin/node /srv/sync.js
`,
  },
  {
    name: 'systemd start line',
    path: 'bridge.service',
    source: 'tool: infrastructure',
    expected: IN_REPOSITORY,
    text: `\
[Service]
ExecStart=/opt/bridge/bin/⟦navixy-bridge|bridge⟧ --session-key «key» --interval 30
`,
  },
  {
    name: 'crontab',
    path: 'crontab',
    source: 'tool: infrastructure',
    expected: ANY_PLACE,
    text: `\
*/5 * * * * curl -s "https://⟦api.eu.navixy.com/v2|gps.brand.example/api-v2⟧/tracker/get_states?hash=«key»&trackers=[1]" > /var/lib/states.json
`,
  },
  {
    name: 'nginx header',
    path: 'proxy.conf',
    source: 'tool: gateways',
    expected: ANY_PLACE,
    text: `\
location /fleet/ {
    proxy_pass https://⟦api.eu.navixy.com/v2|gps.brand.example/api-v2⟧/;
    proxy_set_header Authorization "NVX «key»";
}
`,
  },
  {
    name: 'nginx arguments',
    path: 'proxy.conf',
    source: 'tool: gateways',
    expected: ANY_PLACE,
    text: `\
location /states {
    set $args hash=«key»&$args;
    proxy_pass https://⟦api.eu.navixy.com/v2|gps.brand.example/api-v2⟧/tracker/get_states;
}
`,
  },
  {
    name: 'Fluentd http input',
    path: 'fluent.conf',
    source: 'tool: gateways',
    expected: ANY_PLACE,
    text: `\
<source>
  @type http_pull
  url https://⟦api.eu.navixy.com/v2|gps.brand.example/api-v2⟧/history/tracker/list?hash=«key»
  interval 60s
</source>
`,
  },
  {
    name: 'Logstash poller',
    path: 'pipeline.conf',
    source: 'tool: gateways',
    expected: ANY_PLACE,
    text: `\
http_poller {
  urls => {
    states => {
      method => post
      url => "https://⟦api.eu.navixy.com/v2|gps.brand.example/api-v2⟧/tracker/list"
      body => '{"hash": "«key»"}'
    }
  }
}
`,
  },
  {
    name: 'MQTT bridge',
    path: 'mosquitto.conf',
    source: 'tool: gateways',
    expected: { line: 'found', repository: 'either', alone: 'either' },
    text: `\
connection fleet
address ⟦mqtt.navixy.com|mqtt.brand.example⟧:1883
remote_username bridge
remote_password «key»
`,
  },
  {
    name: 'Slack export',
    path: 'general/2024-03-01.json',
    source: 'talk: chat',
    expected: { line: 'found', repository: 'either', alone: 'either' },
    text: `\
[{"type":"message","user":"U1","text":"⟦navixy|gps⟧ hash for the test account: «key» :pray:","ts":"1709280000.000100"}]
`,
  },
  {
    name: 'mail in quoted-printable',
    path: 'fw.eml',
    source: 'talk: mail',
    expected: ANY_PLACE,
    text: `\
Content-Transfer-Encoding: quoted-printable

Hi,
try this: https://⟦api.eu.navixy.com/v2|gps.brand.example/api-v2⟧/tracker/list?hash=3D«key»
Thanks
`,
  },
  {
    name: 'Jira CSV',
    path: 'jira.csv',
    source: 'talk: tickets',
    expected: ANY_PLACE,
    text: `\
Summary,Issue key,Description
"List is empty","FLT-12","Steps: POST https://⟦api.eu.navixy.com/v2|gps.brand.example/api-v2⟧/tracker/list with {""hash"":""«key»""}"
`,
  },
  {
    name: 'chat log',
    path: 'chat.txt',
    source: 'talk: chat',
    expected: { line: 'found', repository: 'either', alone: 'either' },
    text: `\
[12:01] Ana: which ⟦Navixy|gps⟧ api key do we use?
[12:02] Leo: ⟦Navixy|gps⟧ api key «key»
`,
  },
  {
    name: 'README table',
    path: 'README.md',
    source: 'talk: notes',
    expected: IN_REPOSITORY,
    text: `\
| variable | value |
|----------|-------|
| ⟦NAVIXY|SESSION⟧_HASH | \`«key»\` |
`,
  },
  {
    name: 'Vue environment object',
    path: 'src/environment.ts',
    source: 'language: TypeScript',
    expected: IN_REPOSITORY,
    text: `\
export const environment = { production: true, api: '⟦https://api.eu.navixy.com/v2|/api⟧', sessionKey: '«key»' };
`,
  },
  {
    name: 'R script',
    path: 'fleet.R',
    source: 'language: R',
    expected: ANY_PLACE,
    text: `\
hash <- "«key»"
r <- httr::POST("https://⟦api.eu.navixy.com/v2|gps.brand.example/api-v2⟧/tracker/list", body = list(hash = hash), encode = "json")
`,
  },
  {
    name: 'PowerShell profile',
    path: 'profile.ps1',
    source: 'tool: infrastructure',
    expected: IN_REPOSITORY,
    text: `\
[Environment]::SetEnvironmentVariable("⟦NAVIXY|SESSION⟧_HASH", "«key»", "User")
`,
  },
];
