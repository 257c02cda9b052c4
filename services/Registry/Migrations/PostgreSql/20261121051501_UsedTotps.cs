using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace TalentFinance.Registry.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class UsedTotps : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "LastTotp",
                table: "Accounts");

            migrationBuilder.AddColumn<string>(
                name: "UsedTotps",
                table: "Accounts",
                type: "character varying(80)",
                maxLength: 80,
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "UsedTotps",
                table: "Accounts");

            migrationBuilder.AddColumn<string>(
                name: "LastTotp",
                table: "Accounts",
                type: "character varying(10)",
                maxLength: 10,
                nullable: true);
        }
    }
}
