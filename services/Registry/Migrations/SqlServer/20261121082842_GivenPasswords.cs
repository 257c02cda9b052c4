using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace TalentFinance.Registry.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class GivenPasswords : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "PasswordGiven",
                table: "Accounts",
                type: "bit",
                nullable: false,
                defaultValue: false);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "PasswordGiven",
                table: "Accounts");
        }
    }
}
