using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace TalentFinance.Loan.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class KnownBefore : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // What was there before lists and figures asked for it. Columns that others have by now are left alone.
            migrationBuilder.Sql("""
                UPDATE "Applications" SET "Chain" = coalesce("Applicant"::jsonb #>> '{profile,chain}', ''), "Park" = coalesce("Applicant"::jsonb #>> '{profile,park}', '')
                WHERE "Applicant" IS NOT NULL AND "Chain" = '' AND "Park" = '';
                UPDATE "Invitations" row SET "Number" = asked."Number", "FirmName" = asked."FirmName", "ProductCode" = asked."ProductCode", "AmountYuan" = asked."AmountYuan", "TenorMonths" = asked."TenorMonths",
                  "DueAt" = CASE WHEN row."ClosedAt" IS NOT NULL THEN NULL WHEN row."State" = 'Invited' THEN row."RespondBy" WHEN row."State" = 'Asked' THEN row."HardLimit" ELSE row."DecideBy" END
                FROM "Applications" asked WHERE asked."Id" = row."ApplicationId" AND row."Number" = '';
                UPDATE "Loans" row SET "FirmName" = asked."FirmName", "Chain" = asked."Chain", "Park" = asked."Park", "TalentClass" = asked."TalentClass"
                FROM "Applications" asked WHERE asked."Id" = row."ApplicationId" AND row."FirmName" = '';
                INSERT INTO "Changes" ("Id", "ApplicationId") SELECT gen_random_uuid(), "Id" FROM "Applications" asked
                WHERE "SubmittedAt" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "ApplicationFacts" fact WHERE fact."Id" = asked."Id");
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {

        }
    }
}
