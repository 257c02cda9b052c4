using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace TalentFinance.Loan.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class Reasons : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "DecidedByName",
                table: "Policies",
                type: "character varying(200)",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "MadeByName",
                table: "Policies",
                type: "character varying(200)",
                maxLength: 200,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Reason",
                table: "Policies",
                type: "character varying(500)",
                maxLength: 500,
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_ApplicationFacts_DistrictCode_DecisionMinutes",
                table: "ApplicationFacts",
                columns: new[] { "DistrictCode", "DecisionMinutes" },
                filter: "\"DecisionMinutes\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_ApplicationFacts_DistrictCode_MoneyMinutes",
                table: "ApplicationFacts",
                columns: new[] { "DistrictCode", "MoneyMinutes" },
                filter: "\"MoneyMinutes\" IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_ApplicationFacts_DistrictCode_DecisionMinutes",
                table: "ApplicationFacts");

            migrationBuilder.DropIndex(
                name: "IX_ApplicationFacts_DistrictCode_MoneyMinutes",
                table: "ApplicationFacts");

            migrationBuilder.DropColumn(
                name: "DecidedByName",
                table: "Policies");

            migrationBuilder.DropColumn(
                name: "MadeByName",
                table: "Policies");

            migrationBuilder.DropColumn(
                name: "Reason",
                table: "Policies");
        }
    }
}
