// The file patterns of the config `text`.

/** Files without a language plugin that most often contain hashes; used by the config `text`. */
export const TEXT_FILES: string[] = [
  '**/.env',
  '**/.env.*',
  '**/*.env',
  '**/.envrc',
  '**/*.{sh,bash,zsh,fish,ps1,psm1,bat,cmd}',
  '**/.{bashrc,zshrc,profile,bash_profile,netrc,npmrc,curlrc}',
  '**/*.{http,rest,hurl}',
  '**/*.{properties,ini,cfg,conf,config,plist,editorconfig}',
  '**/*.{sql,csv,tsv,txt,log}',
  '**/{Dockerfile,Containerfile}',
  '**/{Dockerfile,Containerfile}.*',
  '**/*.dockerfile',
  '**/{Makefile,makefile,Jenkinsfile,Procfile,Vagrantfile}',
  '**/*.{tf,tfvars,hcl,nomad,mk,gradle,xml,har}',
  '**/*.{py,rb,php,go,java,kt,kts,swift,dart,cs,rs,lua,pl,r,gs,scala,groovy}',
];
