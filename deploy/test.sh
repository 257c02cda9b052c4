#!/usr/bin/env bash
# Runs every check and every test against a real PostgreSQL and a real RabbitMQ, started for this run alone and gone after it.
# Ends with the line "N passed, N failed" and with an exit code to match.
#
#   deploy/test.sh              everything
#   deploy/test.sh Domain Loan  the test projects whose name contains one of the words, without the format check
#
# TALENTFINANCE_TEST_SQLSERVER, if set, makes the service tests run against that SQL Server too.
set -euo pipefail
# shellcheck source=deploy/instances.sh
source "$(dirname "${BASH_SOURCE[0]}")/instances.sh"

REPORTS=$ROOT/.run/test-reports
passed=0 failed=0 skipped=0 problems=()

finish() {
    local code=$?
    trap - EXIT INT TERM
    if [[ -n ${DATA:-} && -d ${DATA:-} ]]; then instances_stop; rm -rf "$DATA"; fi
    if ((code != 0 && failed == 0)); then failed=1; problems+=("the run was cut short (exit code $code)"); fi
    step "result"
    for problem in "${problems[@]:-}"; do [[ -z $problem ]] || say "FAILED  $problem"; done
    ((skipped == 0)) || say "$skipped skipped"
    say "$passed passed, $failed failed"
    ((failed == 0 && passed > 0)) && exit 0
    exit 1
}
trap finish EXIT
trap 'exit 130' INT TERM

problem() { failed=$((failed + 1)); problems+=("$1"); }

# run_tests PROJECT: one test project, counted from the report that it writes.
run_tests() {
    local project=$1 name report code=0 counters
    name=$(basename "$project" .csproj)
    report=$REPORTS/$name.trx
    rm -f "$report"
    step "tests: $name"
    timeout --kill-after=20 1500 dotnet test "$project" -c Release --no-build --nologo --logger "trx;LogFileName=$name.trx" \
        --results-directory "$REPORTS" </dev/null 9>&- || code=$?
    if [[ ! -s $report ]]; then problem "$name ended without a report (exit code $code)"; return; fi
    counters=$(grep -o '<Counters [^>]*>' "$report" | tail -n 1)
    number() { local value; value=$(grep -o " $1=\"[0-9]*\"" <<<"$counters" | tr -dc 0-9); printf '%s' "${value:-0}"; }
    local good bad all ran
    all=$(number total); good=$(number passed); ran=$(number executed); bad=$((ran - good))
    passed=$((passed + good)); skipped=$((skipped + all - ran))
    if ((bad > 0)); then failed=$((failed + bad)); problems+=("$name: $bad of $all"); fi
    if ((code != 0 && bad == 0)); then problem "$name: the runner ended with exit code $code"; fi
    if ((all == 0)); then problem "$name holds no tests"; fi
}

# web_app: the portal's build, lint, format and tests; once, as long as neither it nor the programs that make its API types change.
web_app() {
    local portal=$ROOT/gateway/portal stamp=$ROOT/.run/portal-checked newer
    if [[ -e $stamp && -e $ROOT/gateway/wwwroot/index.html && -d $portal/node_modules ]]; then
        newer=$(cd "$ROOT" && find contracts services gateway \( -name bin -o -name obj -o -name node_modules -o -path gateway/wwwroot -o -path gateway/portal/openapi -o -path gateway/portal/src/api \) -prune \
            -o -type f -newer "$stamp" -print -quit)
        [[ -n $newer ]] || { say "unchanged since it was last checked"; return 0; }
    fi
    mkdir -p "$ROOT/.run"; touch "$stamp.begun"; rm -f "$stamp"
    (cd "$portal" && npm ci --no-audit --no-fund && npm run check) </dev/null 9>&- || return 1
    mv -f "$stamp.begun" "$stamp"
}

require_dotnet
require_node
instances_install
# The journeys in the browser; Chinese needs a font of its own.
install_missing /usr/bin/chromium:chromium '/usr/share/fonts/opentype/noto/NotoSansCJK-*.ttc:fonts-noto-cjk'

# A folder of its own where the servers' users may go, ports that nobody listens on.
DATA=$(mktemp -d /var/tmp/talentfinance-test-XXXXXXXX)
make_data_folder "$DATA"; lock_data_folder "$DATA"
for base in $(seq 17400 100 19400); do
    use_ports "$base"
    busy=
    for port in "$POSTGRES_PORT" "$RABBIT_EPMD_PORT" "$RABBIT_DIST_PORT" "$RABBIT_PORT" "$RABBIT_API_PORT"; do port_is_free "$port" || busy=yes; done
    [[ -n $busy ]] || break
done
[[ -z $busy ]] || die "no free ports between 17400 and 19500"
# The databases live as long as this run: nothing needs to survive a power cut.
export TALENTFINANCE_POSTGRES_OPTIONS='-c fsync=off -c synchronous_commit=off -c full_page_writes=off'

step "build"
cd "$ROOT"
dotnet build TalentFinance.sln -c Release --nologo -v quiet -clp:Summary </dev/null 9>&- || { problem "the solution does not build"; exit 1; }

if [[ $# -eq 0 ]]; then
    step "format"
    dotnet format TalentFinance.sln --no-restore --verify-no-changes </dev/null 9>&- || problem "dotnet format would change files"
fi

step "web app"
web_app || problem "the web app does not build, or its lint, format or tests fail"

step "a PostgreSQL and a RabbitMQ for the tests"
instances_configure
instances_start
# The fault tests stop and start this broker, by these.
export TALENTFINANCE_DATA=$DATA PORT_BASE
export TALENTFINANCE_TEST_POSTGRES=$POSTGRES_ADMIN TALENTFINANCE_TEST_RABBITMQ=$RABBIT_URL TALENTFINANCE_TEST_RABBITMQ_API=$RABBIT_API

mapfile -t projects < <(grep -l 'Include="xunit.v3"' tests/*/*.csproj)
((${#projects[@]} > 0)) || die "no test projects found"
for project in "${projects[@]}"; do
    wanted=yes
    if [[ $# -gt 0 ]]; then
        wanted=
        for word in "$@"; do [[ $(basename "$project" .csproj) != *"$word"* ]] || wanted=yes; done
    fi
    [[ -z $wanted ]] || run_tests "$project"
done
