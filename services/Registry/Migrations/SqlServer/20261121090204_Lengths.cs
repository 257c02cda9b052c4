using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace TalentFinance.Registry.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class Lengths : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AlterColumn<string>(
                name: "Who",
                table: "Audit",
                type: "nvarchar(450)",
                maxLength: 450,
                nullable: false,
                oldClrType: typeof(string),
                oldType: "nvarchar(200)",
                oldMaxLength: 200);

            migrationBuilder.CreateIndex(
                name: "IX_Consents_GrantedAt_Id",
                table: "Consents",
                columns: new[] { "GrantedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Documents_UploadedAt_Id",
                table: "Documents",
                columns: new[] { "UploadedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Mandates_GivenAt_Id",
                table: "Mandates",
                columns: new[] { "GivenAt", "Id" });

            migrationBuilder.AddColumn<string>(
                name: "Name",
                table: "Accreditations",
                type: "nvarchar(100)",
                maxLength: 100,
                nullable: false,
                defaultValue: "");

            // What was proposed bears its own name and its firm's district; a number's name is one that the district confirmed.
            migrationBuilder.Sql("""
                UPDATE "Accreditations" SET "Name" = (SELECT t."Name" FROM "Talents" t WHERE t."Id" = "Accreditations"."TalentId"),
                    "DistrictCode" = (SELECT o."DistrictCode" FROM "Organisations" o WHERE o."Id" = "Accreditations"."FirmId")
                """);

            migrationBuilder.AlterColumn<string>(
                name: "Name",
                table: "Talents",
                type: "nvarchar(100)",
                maxLength: 100,
                nullable: true,
                oldClrType: typeof(string),
                oldType: "nvarchar(100)",
                oldMaxLength: 100);

            migrationBuilder.Sql("""
                UPDATE "Talents" SET "Name" = NULL WHERE NOT EXISTS (SELECT 1 FROM "Accreditations" a WHERE a."TalentId" = "Talents"."Id" AND a."State" IN ('InForce', 'Ended'))
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                UPDATE "Talents" SET "Name" = (SELECT MAX(a."Name") FROM "Accreditations" a WHERE a."TalentId" = "Talents"."Id") WHERE "Name" IS NULL
                """);

            migrationBuilder.AlterColumn<string>(
                name: "Name",
                table: "Talents",
                type: "nvarchar(100)",
                maxLength: 100,
                nullable: false,
                defaultValue: "",
                oldClrType: typeof(string),
                oldType: "nvarchar(100)",
                oldMaxLength: 100,
                oldNullable: true);

            migrationBuilder.DropColumn(
                name: "Name",
                table: "Accreditations");

            migrationBuilder.DropIndex(
                name: "IX_Mandates_GivenAt_Id",
                table: "Mandates");

            migrationBuilder.DropIndex(
                name: "IX_Documents_UploadedAt_Id",
                table: "Documents");

            migrationBuilder.DropIndex(
                name: "IX_Consents_GrantedAt_Id",
                table: "Consents");

            migrationBuilder.AlterColumn<string>(
                name: "Who",
                table: "Audit",
                type: "nvarchar(200)",
                maxLength: 200,
                nullable: false,
                oldClrType: typeof(string),
                oldType: "nvarchar(450)",
                oldMaxLength: 450);
        }
    }
}
