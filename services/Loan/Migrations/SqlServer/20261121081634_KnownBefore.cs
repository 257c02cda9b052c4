using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace TalentFinance.Loan.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class KnownBefore : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // What was there before lists and figures asked for it. Columns that others have by now are left alone.
            migrationBuilder.Sql("""
                UPDATE "Applications" SET "Chain" = coalesce(JSON_VALUE("Applicant", '$.profile.chain'), ''), "Park" = coalesce(JSON_VALUE("Applicant", '$.profile.park'), '')
                WHERE "Applicant" IS NOT NULL AND "Chain" = '' AND "Park" = '';
                UPDATE "Invitations" SET "Number" = asked."Number", "FirmName" = asked."FirmName", "ProductCode" = asked."ProductCode", "AmountYuan" = asked."AmountYuan", "TenorMonths" = asked."TenorMonths",
                  "DueAt" = CASE WHEN "Invitations"."ClosedAt" IS NOT NULL THEN NULL WHEN "Invitations"."State" = 'Invited' THEN "Invitations"."RespondBy" WHEN "Invitations"."State" = 'Asked' THEN "Invitations"."HardLimit" ELSE "Invitations"."DecideBy" END
                FROM "Applications" asked WHERE asked."Id" = "Invitations"."ApplicationId" AND "Invitations"."Number" = '';
                UPDATE "Loans" SET "FirmName" = asked."FirmName", "Chain" = asked."Chain", "Park" = asked."Park", "TalentClass" = asked."TalentClass"
                FROM "Applications" asked WHERE asked."Id" = "Loans"."ApplicationId" AND "Loans"."FirmName" = '';
                INSERT INTO "Changes" ("Id", "ApplicationId") SELECT newid(), "Id" FROM "Applications" asked
                WHERE "SubmittedAt" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "ApplicationFacts" fact WHERE fact."Id" = asked."Id");
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {

        }
    }
}
