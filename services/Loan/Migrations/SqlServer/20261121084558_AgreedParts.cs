using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace TalentFinance.Loan.Migrations.SqlServer
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
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "InParts",
                table: "Loans",
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "RemindedAt",
                table: "Invitations",
                type: "datetimeoffset(6)",
                precision: 6,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "PledgedRights",
                columns: table => new
                {
                    Kind = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    CertificateNumber = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    ApplicationId = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
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
            migrationBuilder.Sql("""UPDATE "Offers" SET "InParts" = 1; UPDATE "Loans" SET "InParts" = 1;""");
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
