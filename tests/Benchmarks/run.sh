#!/usr/bin/env bash
# Measures what the README tells, each figure beside its floor in the same run:  tests/Benchmarks/run.sh [relay consume submit ledger gateway schedule]
# Installs wrk and nginx-light if they are missing; a PostgreSQL and a RabbitMQ of its own, gone afterwards.
set -euo pipefail
# shellcheck source=deploy/instances.sh
source "$(dirname "${BASH_SOURCE[0]}")/../../deploy/instances.sh"

PATH=$PATH:/usr/sbin
require_dotnet
instances_install
install_missing wrk:wrk nginx:nginx-light
DATA=$(mktemp -d /var/tmp/talentfinance-bench-XXXXXXXX)
trap 'instances_stop; rm -rf "$DATA"' EXIT
trap 'exit 130' INT TERM
make_data_folder "$DATA"; lock_data_folder "$DATA"
use_ports "${PORT_BASE:-19500}"

cd "$ROOT"
dotnet build tests/Benchmarks -c Release --nologo -v quiet </dev/null
instances_configure
instances_start
export TALENTFINANCE_TEST_POSTGRES=$POSTGRES_ADMIN TALENTFINANCE_TEST_RABBITMQ=$RABBIT_URL TALENTFINANCE_TEST_RABBITMQ_API=$RABBIT_API
dotnet tests/Benchmarks/bin/Release/net10.0/TalentFinance.Tests.Benchmarks.dll "$@"
