using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace TalentFinance.Loan.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class FirmSubjects : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Exposures_FirmId",
                table: "Exposures");

            migrationBuilder.DropColumn(
                name: "FirmId",
                table: "Exposures");

            migrationBuilder.CreateTable(
                name: "FirmSubjects",
                columns: table => new
                {
                    FirmId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    SubjectId = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FirmSubjects", x => new { x.FirmId, x.SubjectId });
                });

            // Firms that are known already, with the talents that stand in their facts.
            migrationBuilder.Sql("""
                INSERT INTO [FirmSubjects] ([FirmId], [SubjectId])
                SELECT [Id], [Id] FROM [Borrowers] UNION
                SELECT borrower.[Id], CAST(talent.[talentId] AS uniqueidentifier) FROM [Borrowers] borrower
                CROSS APPLY OPENJSON(borrower.[Facts], '$.talents') WITH ([talentId] nvarchar(36) '$.talentId') talent
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "FirmSubjects");

            migrationBuilder.AddColumn<Guid>(
                name: "FirmId",
                table: "Exposures",
                type: "uniqueidentifier",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"));

            migrationBuilder.CreateIndex(
                name: "IX_Exposures_FirmId",
                table: "Exposures",
                column: "FirmId");
        }
    }
}
