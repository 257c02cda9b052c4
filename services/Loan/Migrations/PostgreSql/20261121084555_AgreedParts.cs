using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace TalentFinance.Loan.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class AgreedParts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "InParts",
                table: "Offers",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "InParts",
                table: "Loans",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "RemindedAt",
                table: "Invitations",
                type: "timestamp(6) with time zone",
                precision: 6,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "PledgedRights",
                columns: table => new
                {
                    Kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    CertificateNumber = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    ApplicationId = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PledgedRights", x => new { x.Kind, x.CertificateNumber });
                });

            migrationBuilder.CreateIndex(
                name: "IX_PledgedRights_ApplicationId",
                table: "PledgedRights",
                column: "ApplicationId");

            // Until now every payout could come in parts.
            migrationBuilder.Sql("""UPDATE "Offers" SET "InParts" = true; UPDATE "Loans" SET "InParts" = true;""");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "PledgedRights");

            migrationBuilder.DropColumn(
                name: "InParts",
                table: "Offers");

            migrationBuilder.DropColumn(
                name: "InParts",
                table: "Loans");

            migrationBuilder.DropColumn(
                name: "RemindedAt",
                table: "Invitations");
        }
    }
}
