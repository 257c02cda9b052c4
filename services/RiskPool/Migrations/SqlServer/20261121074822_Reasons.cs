using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace TalentFinance.RiskPool.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class Reasons : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "RejectedBecause",
                table: "Schemes",
                type: "nvarchar(500)",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "RejectedBecause",
                table: "Fundings",
                type: "nvarchar(500)",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "RejectedBecause",
                table: "BankLimits",
                type: "nvarchar(500)",
                maxLength: 500,
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "RejectedBecause",
                table: "Schemes");

            migrationBuilder.DropColumn(
                name: "RejectedBecause",
                table: "Fundings");

            migrationBuilder.DropColumn(
                name: "RejectedBecause",
                table: "BankLimits");
        }
    }
}
