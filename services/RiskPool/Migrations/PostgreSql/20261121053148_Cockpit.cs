using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace TalentFinance.RiskPool.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class Cockpit : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "IX_Covers_DistrictCode_At_Id",
                table: "Covers",
                columns: new[] { "DistrictCode", "At", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Covers_TalentClass_At_Id",
                table: "Covers",
                columns: new[] { "TalentClass", "At", "Id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Covers_DistrictCode_At_Id",
                table: "Covers");

            migrationBuilder.DropIndex(
                name: "IX_Covers_TalentClass_At_Id",
                table: "Covers");
        }
    }
}
