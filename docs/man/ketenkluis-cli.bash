# SPDX-License-Identifier: EUPL-1.2
# Made by generate.py from the program's table of commands; change the table, not this file.
_ketenkluis_cli ()
{
  local current=${COMP_WORDS[COMP_CWORD]} word words said= before=
  for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case $before$word in -*) ;; *) said="$said$word " ;; esac
    case $word in --vault | --passphrase-fd) before=- ;; *) before= ;; esac
  done
  case $said in
    "") words="vault backup region member case track share consent note assess release agreement article20 assignment gate object recall sync quarantine notice breach conflict register policy demo" ;;
    "vault ") words="create status" ;;
    "backup ") words="create list verify key restore" ;;
    "region ") words="create show key propose rekey inspect sign publish" ;;
    "member ") words="request admit join list steward revoke" ;;
    "case ") words="import new set tick seen take-over list show history delete undelete erase erased route move" ;;
    "track ") words="start milestone progress close" ;;
    "share ") words="preview send list stop recall" ;;
    "consent ") words="record refuse withdraw list" ;;
    "note ") words="write list" ;;
    "assess ") words="hg-km record list" ;;
    "release ") words="grant withdraw" ;;
    "agreement ") words="give withdraw" ;;
    "article20 ") words="decide withdraw" ;;
    "assignment ") words="give withdraw" ;;
    "gate ") words="decide withdraw" ;;
    "object ") words="list" ;;
    "recall ") words="list answer" ;;
    "quarantine ") words="list show" ;;
    "notice ") words="list" ;;
    "breach ") words="list show set export" ;;
    "conflict ") words="list resolve" ;;
    "register ") words="export verify" ;;
    "policy ") words="check list show lint diff publish review" ;;
    "vault create"*) words="--quick" ;;
    "vault status"*) words="" ;;
    "backup create"*) words="--full --recipient" ;;
    "backup list"*) words="" ;;
    "backup verify"*) words="" ;;
    "backup key"*) words="" ;;
    "backup restore"*) words="" ;;
    "region create"*) words="--name --organisation --organisation-name --hat --organisation-hat --role --desk --person --function --root-file --threshold --root-passphrase-fd --remote --host-key --register --quick" ;;
    "region show"*) words="" ;;
    "region key"*) words="--for-registers --root-passphrase-fd --quick" ;;
    "region propose"*) words="--root-file --root-passphrase-fd --name --threshold --add-root --drop-root --add-register-key --drop-register-key --request --organisation --organisation-name --organisation-key --organisation-hat --organisation-status --remote --host-key --drop-remote --least-level --days-to-live --revoke --reason" ;;
    "region rekey"*) words="--root-file --root-passphrase-fd" ;;
    "region inspect"*) words="" ;;
    "region sign"*) words="--root-file --root-passphrase-fd --fingerprint" ;;
    "region publish"*) words="" ;;
    "member request"*) words="--organisation --new-organisation --organisation-name --hat --organisation-hat --role --desk --person --function" ;;
    "member admit"*) words="--fingerprint --root-file --root-passphrase-fd --organisation-hat --quick" ;;
    "member join"*) words="--spoken-code-fd" ;;
    "member list"*) words="" ;;
    "member steward"*) words="" ;;
    "member revoke"*) words="--reason" ;;
    "case import"*) words="--municipality" ;;
    "case new"*) words="--reference --beside --type --category" ;;
    "case set"*) words="--record --type --category" ;;
    "case tick"*) words="--record --category" ;;
    "case seen"*) words="" ;;
    "case take-over"*) words="--reference" ;;
    "case list"*) words="--search --stage --municipality --after --limit --deleted" ;;
    "case show"*) words="" ;;
    "case history"*) words="" ;;
    "case delete"*) words="--reason --record" ;;
    "case undelete"*) words="--record" ;;
    "case erase"*) words="--order --for-ever --record" ;;
    "case erased"*) words="" ;;
    "case route"*) words="" ;;
    "case move"*) words="--reason --on" ;;
    "track start"*) words="--on" ;;
    "track milestone"*) words="--due --reached --note" ;;
    "track progress"*) words="" ;;
    "track close"*) words="--reason --stopped --on" ;;
    "share preview"*) words="--case --to --purpose --stage --facts --fact --note --field" ;;
    "share send"*) words="--case --to --purpose --stage --facts --fact --note --field --undo" ;;
    "share list"*) words="" ;;
    "share stop"*) words="" ;;
    "consent record"*) words="--case --person --to --purpose --category --by --freely-given --explicit --form --conflict --given --until --text-version --language --interpreter" ;;
    "consent refuse"*) words="--case --person --to --purpose --on" ;;
    "consent withdraw"*) words="--case --on" ;;
    "consent list"*) words="" ;;
    "note write"*) words="--case --to --purpose --kind --text --function" ;;
    "note list"*) words="" ;;
    "assess hg-km"*) words="--case --minor --dependent --circle --child" ;;
    "assess record"*) words="--case --person --kind --result --until" ;;
    "assess list"*) words="" ;;
    "release grant"*) words="--case --until --to --through --category --subject" ;;
    "release withdraw"*) words="--case" ;;
    "agreement give"*) words="--case --until --to --through --authority" ;;
    "agreement withdraw"*) words="--case" ;;
    "article20 decide"*) words="--case --until --to --through --category --purpose" ;;
    "article20 withdraw"*) words="--case" ;;
    "assignment give"*) words="--case --until --to --through" ;;
    "assignment withdraw"*) words="--case" ;;
    "gate decide"*) words="--case --until --to --gate --result --participant" ;;
    "gate withdraw"*) words="--case" ;;
    "object list"*) words="" ;;
    "share recall"*) words="--reason --record --field --to --corrected" ;;
    "recall list"*) words="--case" ;;
    "recall answer"*) words="--erase --keep" ;;
    "sync"*) words="--remote --ssh-key --host-key --bundle-in --bundle-out --beside --login --login-fd" ;;
    "quarantine list"*) words="" ;;
    "quarantine show"*) words="" ;;
    "notice list"*) words="" ;;
    "breach list"*) words="" ;;
    "breach show"*) words="" ;;
    "breach set"*) words="--contact --consequences --measures --reported --not-reported" ;;
    "breach export"*) words="--pdf --csv" ;;
    "conflict list"*) words="" ;;
    "conflict resolve"*) words="--choose --value" ;;
    "register export"*) words="--case --recipient --person --born --period --pdf --csv" ;;
    "register verify"*) words="--offline --remote --ssh-key" ;;
    "policy check"*) words="--facts --batch --register" ;;
    "policy list"*) words="--register" ;;
    "policy show"*) words="--register" ;;
    "policy lint"*) words="--register" ;;
    "policy diff"*) words="" ;;
    "policy publish"*) words="--key-file --key-passphrase-fd" ;;
    "policy review"*) words="--done" ;;
    "demo"*) words="--dir --cases --remote --ssh-key --host-key" ;;
  esac
  [[ $current == -* ]] && words="$words --vault --passphrase-fd --json --details --version --help"
  mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
}
complete -o default -F _ketenkluis_cli ketenkluis-cli
