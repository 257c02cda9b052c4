using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace TalentFinance.RiskPool.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class BankSuspended : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "Active",
                table: "Organisations",
                type: "boolean",
                nullable: false,
                defaultValue: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Active",
                table: "Organisations");
        }
    }
}
