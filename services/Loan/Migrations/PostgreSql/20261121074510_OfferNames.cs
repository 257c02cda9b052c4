using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace TalentFinance.Loan.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class OfferNames : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "DecidedByName",
                table: "Offers",
                type: "character varying(200)",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "FirmName",
                table: "Offers",
                type: "character varying(200)",
                maxLength: 200,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "MadeByName",
                table: "Offers",
                type: "character varying(200)",
                maxLength: 200,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Number",
                table: "Offers",
                type: "character varying(18)",
                maxLength: 18,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "ProductCode",
                table: "Offers",
                type: "character varying(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "RejectReason",
                table: "Offers",
                type: "character varying(500)",
                maxLength: 500,
                nullable: true);

            // Offers made before name what their application asked for, as those made from now on do.
            migrationBuilder.Sql("""
                UPDATE "Offers" SET
                    "Number" = (SELECT asked."Number" FROM "Applications" asked WHERE asked."Id" = "Offers"."ApplicationId"),
                    "FirmName" = (SELECT asked."FirmName" FROM "Applications" asked WHERE asked."Id" = "Offers"."ApplicationId"),
                    "ProductCode" = (SELECT asked."ProductCode" FROM "Applications" asked WHERE asked."Id" = "Offers"."ApplicationId");
                """);

            migrationBuilder.CreateIndex(
                name: "IX_Offers_FirmId_MadeAt_Id",
                table: "Offers",
                columns: new[] { "FirmId", "MadeAt", "Id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Offers_FirmId_MadeAt_Id",
                table: "Offers");

            migrationBuilder.DropColumn(
                name: "DecidedByName",
                table: "Offers");

            migrationBuilder.DropColumn(
                name: "FirmName",
                table: "Offers");

            migrationBuilder.DropColumn(
                name: "MadeByName",
                table: "Offers");

            migrationBuilder.DropColumn(
                name: "Number",
                table: "Offers");

            migrationBuilder.DropColumn(
                name: "ProductCode",
                table: "Offers");

            migrationBuilder.DropColumn(
                name: "RejectReason",
                table: "Offers");
        }
    }
}
