#!/usr/bin/env bash
# Makes the migrations of one service for both providers:  deploy/migrations.sh loan AddMoratorium
set -euo pipefail
cd "$(dirname "$0")/.."
case "${1:-}" in
  loan) project=services/Loan ;;
  registry) project=services/Registry ;;
  riskpool) project=services/RiskPool ;;
  gateway) project=gateway ;;
  *) echo "usage: deploy/migrations.sh loan|registry|riskpool|gateway NAME" >&2; exit 2 ;;
esac
name=${2:?a name for the migration}
dotnet tool restore >/dev/null
dotnet build "$project" -v quiet -clp:ErrorsOnly

# dotnet-ef looks a snapshot up by its file name in the whole project: the other provider's is put aside meanwhile.
aside=()
restore() { for file in "${aside[@]}"; do [ ! -e "$file.aside" ] || mv "$file.aside" "$file"; done; aside=(); }
trap restore EXIT
for provider in PostgreSql SqlServer; do
  other=$([ $provider = PostgreSql ] && echo SqlServer || echo PostgreSql)
  for file in "$project/Migrations/$other/"*ModelSnapshot.cs; do
    [ -e "$file" ] && mv "$file" "$file.aside" && aside+=("$file")
  done
  Database__Provider=$provider dotnet ef migrations add "$name" --project "$project" --no-build --output-dir "Migrations/$provider"
  restore
done
