#!/usr/bin/env bash
# Adds a migration for both database providers, from a service's model as it stands.
#
#   deploy/migrations.sh SERVICE NAME     for instance: deploy/migrations.sh Loan OfferConditions
set -euo pipefail
# shellcheck source=deploy/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

[[ $# -eq 2 ]] || die "usage: deploy/migrations.sh SERVICE NAME"
service=${1^} name=$2
case ${service,,} in riskpool) service=RiskPool ;; esac
[[ -f $ROOT/services/$service/$service.csproj ]] || die "there is no services/$service"
require_dotnet
cd "$ROOT"
dotnet tool restore
dotnet build "services/$service" --nologo -v quiet
for provider in PostgreSql SqlServer; do
    say "$service, $provider"
    # The namespace tells which provider a migration belongs to (services/Hosting/Migrations.cs).
    Database__Provider=$provider dotnet ef migrations add "$name" --project "services/$service" --no-build \
        --output-dir "Migrations/$provider" --namespace "TalentFinance.$service.Migrations.$provider"
    # The second one must be made from an assembly that knows the first: their class names are alike.
    dotnet build "services/$service" --nologo -v quiet
done
