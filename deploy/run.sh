#!/usr/bin/env bash
# Runs the whole marketplace on this machine: a private PostgreSQL and RabbitMQ, the services, the gateway and two reference
# banks. Installs what is missing, builds, waits until everything is ready, and says where to go. Ctrl-C stops what it started
# and nothing else; started again it keeps its data.
#
#   deploy/run.sh                                    runs until Ctrl-C
#   deploy/run.sh --demo                             feeds deploy/demo/applications.csv through it, reconciles, and ends
#   deploy/run.sh --demo FILE [--map sme2020|sba]    feeds FILE (deploy/demo/README.md); several files for sba, with , between
#   deploy/run.sh --demo ... --stay                  stays up after the table
#
# PORT_BASE (7400) moves all ports, TALENTFINANCE_DATA the data folder. Works as root and as an ordinary user. While one
# terminal runs it, --demo in another one feeds that one.
set -euo pipefail
# shellcheck source=deploy/instances.sh
source "$(dirname "${BASH_SOURCE[0]}")/instances.sh"

demo='' file=$ROOT/deploy/demo/applications.csv map=none stay=''
while (($# > 0)); do
    case $1 in
        --demo) demo=yes; if [[ ${2:-} != '' && ${2:-} != --* ]]; then file=$2; shift; fi ;;
        --map) map=${2:-}; shift; [[ $map == sme2020 || $map == sba ]] || die "--map takes sme2020 or sba" ;;
        --stay) stay=yes ;;
        -h|--help) sed -n '2,/^set -euo/p' "$0" | sed '$d; s/^# \{0,1\}//'; exit 0 ;;
        *) die "unknown: $1 (see deploy/run.sh --help)" ;;
    esac
    shift
done
if [[ -n $demo ]]; then
    IFS=, read -r -a paths <<<"$file"
    for i in "${!paths[@]}"; do
        [[ -r ${paths[i]} ]] || die "${paths[i]} cannot be read"
        paths[i]=$(realpath "${paths[i]}")
    done
fi

GATEWAY_PORT=$PORT_BASE
GATEWAY=http://127.0.0.1:$GATEWAY_PORT
REGISTRY_PORT=$((PORT_BASE + 1)) LOAN_PORT=$((PORT_BASE + 2)) RISKPOOL_PORT=$((PORT_BASE + 3))
BANK_PORTS=($((PORT_BASE + 11)) $((PORT_BASE + 12)))
BUILT='services/Registry services/Loan services/RiskPool gateway tests/PartnerBank deploy/demo'

require_dotnet
[[ ! -e $ROOT/gateway/portal/package.json ]] || require_node
instances_install
DATA=$(data_folder)
make_data_folder "$DATA"
TOOL=$ROOT/deploy/demo/bin/Release/net10.0/TalentFinance.Demo.dll

tool() { dotnet "$TOOL" "$@" --gateway "$GATEWAY" --state "$DATA/secrets/demo.json" --journal "$DATA/secrets/demo-journal.tsv" --admin-password-file "$DATA/secrets/administrator"; }

feed() { tool feed --map "$map" "${paths[@]}"; }

# ---- another terminal runs it: feed that one -------------------------------------------------------------------------
exec 9>"$DATA/lock"
if ! flock -n 9; then
    [[ -n $demo && -e $DATA/ready ]] || die "it is already running on $DATA. Stop it (Ctrl-C in its terminal), or set TALENTFINANCE_DATA and PORT_BASE for a second one."
    [[ $(cat "$DATA/ready") == "$GATEWAY" ]] || die "what runs on $DATA listens on $(cat "$DATA/ready"): set PORT_BASE as it was set there"
    say "feeding what runs in another terminal, $GATEWAY"
    feed
    exit
fi

# ---- everything that is stopped at the end, in this order ------------------------------------------------------------
finish() {
    local code=$?
    trap - EXIT
    trap '' INT TERM   # a second Ctrl-C does not leave half of it running
    rm -f "$DATA/ready"
    step "stopping"
    for name in bank2 bank1 gateway riskpool loan registry; do stop "$name" TERM 15; done
    instances_stop
    say "stopped. The data stays in $DATA"
    exit "$code"
}

build() {
    # Nothing changed since the last build: no need to wait for MSBuild to find that out project by project.
    local stamp=$DATA/built
    if [[ -e $stamp && -e $TOOL && $(cat "$stamp") == "$ROOT" ]]; then
        local newer
        # shellcheck disable=SC2086
        newer=$(cd "$ROOT" && find contracts services $BUILT Directory.*.props global.json \( -name bin -o -name obj -o -name node_modules -o -path gateway/wwwroot -o -path gateway/portal/openapi -o -path gateway/portal/src/api \) -prune -o -type f -newer "$stamp" -print -quit)
        [[ -n $newer ]] || return 0
    fi
    step "building"
    local project begun; begun=$(mktemp "$DATA/.begun-XXXXXX")
    for project in $BUILT; do
        (cd "$ROOT" && dotnet build "$project" -c Release --nologo -v quiet -clp:ErrorsOnly) </dev/null 9>&- || { rm -f "$begun"; die "$project does not build"; }
    done
    if [[ -e $ROOT/gateway/portal/package.json ]]; then
        (cd "$ROOT/gateway/portal" && npm ci --no-audit --no-fund && npm run build) </dev/null 9>&- || { rm -f "$begun"; die "the web app does not build"; }
    fi
    printf '%s' "$ROOT" >"$begun"
    touch -r "$begun" "$stamp" 2>/dev/null || true
    mv -f "$begun" "$stamp"
}

# service NAME PROJECT-FOLDER ASSEMBLY PORT [NAME=VALUE...]
service() {
    local name=$1 folder=$2 assembly=$3 port=$4; shift 4
    start "$name" "$ROOT/$folder" env \
        ASPNETCORE_URLS="http://127.0.0.1:$port" DOTNET_ENVIRONMENT=Production \
        ConnectionStrings__Database="$POSTGRES_ADMIN;Database=talentfinance_$name;Maximum Pool Size=60" Database__Provider=PostgreSql \
        RabbitMq__Url="$RABBIT_URL" Keys__Directory="$DATA/keys" "$@" \
        dotnet "$ROOT/$folder/bin/Release/net10.0/TalentFinance.$assembly.dll"
}

is_ready() { curl -fsS -m 5 -o "$DATA/logs/.ready" "http://127.0.0.1:$1/health/ready"; }

trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

build
step "starting PostgreSQL and RabbitMQ"
instances_configure
for name in bank2 bank1 gateway riskpool loan registry; do stop "$name" TERM 15; done   # left behind by a start that was killed
require_free_ports "$GATEWAY_PORT" "$REGISTRY_PORT" "$LOAN_PORT" "$RISKPOOL_PORT" "${BANK_PORTS[@]}"
instances_start

step "starting the services"
mkdir -p "$DATA/keys" "$DATA/documents" "$DATA/banks"; chmod 700 "$DATA/keys" "$DATA/documents" "$DATA/banks"
secret "$DATA/secrets/instances.env" ADMINISTRATOR_PASSWORD >"$DATA/secrets/administrator"; chmod 600 "$DATA/secrets/administrator"
# People sign in by the password that was given, and by it alone, on this private installation; in production they replace it first, and officers need their second factor.
service registry services/Registry Registry "$REGISTRY_PORT" SignIn__TotpRequired=false SignIn__GivenPasswordsReplaced=false Documents__Directory="$DATA/documents" \
    Registry__FirstAdministrator__UserName=admin Registry__FirstAdministrator__OrganisationName=崂山区人才金融服务中心 Registry__FirstAdministrator__Password="$(cat "$DATA/secrets/administrator")"
service loan services/Loan Loan "$LOAN_PORT"
service riskpool services/RiskPool RiskPool "$RISKPOOL_PORT"
# One person at one address feeds whole files here: wider limits for people than in production.
service gateway gateway Gateway "$GATEWAY_PORT" RateLimits__Person__PerSecond=1000 RateLimits__Person__Burst=2000 RateLimits__Token__PerSecond=1000 \
    Services__Registry="http://127.0.0.1:$REGISTRY_PORT" Services__Loan="http://127.0.0.1:$LOAN_PORT" Services__RiskPool="http://127.0.0.1:$RISKPOOL_PORT"
wait_until registry 120 is_ready "$REGISTRY_PORT"
wait_until loan 120 is_ready "$LOAN_PORT"
wait_until riskpool 120 is_ready "$RISKPOOL_PORT"
wait_until gateway 120 is_ready "$GATEWAY_PORT"

step "setting up the district, the banks and their systems"
tool setup --bank-ports "${BANK_PORTS[0]},${BANK_PORTS[1]}" --bank-settings "$DATA/secrets" || die "the set-up failed; see the lines above and the logs in $DATA/logs"
for i in 1 2; do
    start "bank$i" "$ROOT/tests/PartnerBank" env ASPNETCORE_URLS="http://127.0.0.1:${BANK_PORTS[i - 1]}" DOTNET_ENVIRONMENT=Production \
        PartnerBank__Settings="$DATA/secrets/bank$i.json" State="$DATA/banks" \
        dotnet "$ROOT/tests/PartnerBank/bin/Release/net10.0/TalentFinance.PartnerBank.dll"
done
for i in 1 2; do wait_until "bank$i" 60 is_ready "${BANK_PORTS[i - 1]}"; done
printf '%s' "$GATEWAY" >"$DATA/ready"

step "ready"
tool accounts
say "logs            $DATA/logs"

if [[ -n $demo ]]; then
    step "feeding ${paths[*]}"
    code=0
    feed || code=$?
    [[ -n $stay ]] || exit "$code"
fi
say ''
say 'Ctrl-C stops everything.'
while sleep 2; do
    for name in postgres epmd rabbit registry loan riskpool gateway bank1 bank2; do
        tracked "$name" >/dev/null || failed "$name" "$name ended"
    done
done
